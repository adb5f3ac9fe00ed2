package io.tributary.worker.stand;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;

/** Bearer tokens, and the public key that a worker checks them with. */
public final class Tokens {

    private static final KeyPair PAIR = pair();
    private static final Path PUBLIC_KEY = write();

    private Tokens() {}

    static Path publicKey() {
        return PUBLIC_KEY;
    }

    public static String valid() {
        return token("someone", "");
    }

    /** With the scope for what changes something. */
    public static String operator() {
        return token("olga", "tributary.operate");
    }

    private static String token(String subject, String scope) {
        try {
            SignedJWT token =
                    new SignedJWT(
                            new JWSHeader(JWSAlgorithm.RS256),
                            new JWTClaimsSet.Builder()
                                    .subject(subject)
                                    .claim("scope", scope)
                                    .expirationTime(Date.from(Instant.now().plusSeconds(3600)))
                                    .build());
            token.sign(new RSASSASigner(PAIR.getPrivate()));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeyPair pair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Path write() {
        try {
            Path file = Files.createTempFile("worker-test", ".pem");
            file.toFile().deleteOnExit();
            return Files.writeString(
                    file,
                    "-----BEGIN PUBLIC KEY-----\n%s\n-----END PUBLIC KEY-----\n"
                            .formatted(
                                    Base64.getMimeEncoder()
                                            .encodeToString(PAIR.getPublic().getEncoded())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
