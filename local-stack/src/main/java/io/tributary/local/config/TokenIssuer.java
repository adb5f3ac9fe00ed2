package io.tributary.local.config;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.UUID;

/**
 * Stands in for an identity provider: signs development tokens with a key pair of the data folder.
 *
 * @param key the pair
 * @param publicKey where the services find its public half, as PEM
 */
public record TokenIssuer(RSAKey key, Path publicKey) {
    /** How long a development token is good. */
    public static final Duration VALIDITY = Duration.ofDays(30);

    /** Who started the stack is its operator, and an end user to try it with. */
    private static final String SCOPES =
            "tributary.operate tributary.read tributary.connect tributary.connect.any";

    static final String ISSUER = "tributary-local";

    private static final int BITS = 2048;

    /** Reads the key pair, or makes it at the first start. */
    public static TokenIssuer of(Layout layout) throws IOException {
        try {
            Path pair = layout.key("token-key.json");
            if (Files.notExists(pair)) {
                PrivateFile.write(pair, new RSAKeyGenerator(BITS).generate().toJSONString());
            }
            RSAKey key = JWK.parse(Files.readString(pair)).toRSAKey();
            Path publicKey = layout.key("token-key.pub.pem");
            PrivateFile.write(publicKey, pem(key));
            return new TokenIssuer(key, publicKey);
        } catch (JOSEException | ParseException e) {
            throw new IOException("The key of development tokens cannot be used; try --fresh", e);
        }
    }

    /** A new bearer token for the services' APIs, good from now. */
    public String token(Instant now) {
        var claims =
                new JWTClaimsSet.Builder()
                        .issuer(ISSUER)
                        .subject("developer")
                        .claim("email", "developer@example.test")
                        .claim("name", "Developer")
                        .claim("scope", SCOPES)
                        .jwtID(UUID.randomUUID().toString())
                        .issueTime(Date.from(now))
                        .expirationTime(Date.from(now.plus(VALIDITY)))
                        .build();
        var token = new SignedJWT(new JWSHeader(JWSAlgorithm.RS256), claims);
        try {
            token.sign(new RSASSASigner(key));
        } catch (JOSEException e) {
            throw new IllegalStateException("The development token cannot be signed", e);
        }
        return token.serialize();
    }

    private static String pem(RSAKey key) throws JOSEException {
        byte[] encoded = key.toRSAPublicKey().getEncoded();
        String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(encoded);
        return "-----BEGIN PUBLIC KEY-----\n" + base64 + "\n-----END PUBLIC KEY-----\n";
    }

    @Override
    public String toString() {
        return "TokenIssuer[***]";
    }
}
