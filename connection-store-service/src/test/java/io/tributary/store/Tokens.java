package io.tributary.store;

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
import java.util.function.Consumer;

/** Signs bearer tokens that the service accepts. */
final class Tokens {

    static final String ISSUER = "https://issuer.example.test";

    private final KeyPair pair;
    private final Path file;

    Tokens() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            pair = generator.generateKeyPair();
            file = Files.createTempFile("public-key", ".pem");
            file.toFile().deleteOnExit();
            Files.writeString(
                    file,
                    "-----BEGIN PUBLIC KEY-----\n"
                            + Base64.getMimeEncoder().encodeToString(pair.getPublic().getEncoded())
                            + "\n-----END PUBLIC KEY-----\n");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String publicKey() {
        return file.toUri().toString();
    }

    /** Of one who reads all connections. */
    String valid() {
        return scoped("test", "openid tributary.read");
    }

    String operator() {
        return scoped("test", "openid tributary.operate");
    }

    /** Of a product's backend. */
    String backend() {
        return scoped("backend", "tributary.connect.any");
    }

    /** Of an end user of the product. */
    String user(String id) {
        return user(id, claims -> {});
    }

    String user(String id, Consumer<JWTClaimsSet.Builder> more) {
        return token(
                claims -> {
                    claims.subject(id)
                            .claim("scope", "openid tributary.connect")
                            .claim("email", id + "@example.test")
                            .claim("name", "Name of " + id);
                    more.accept(claims);
                });
    }

    String scoped(String subject, String scope) {
        return token(claims -> claims.subject(subject).claim("scope", scope));
    }

    /** One that is good, but for what is changed about it. */
    String token(Consumer<JWTClaimsSet.Builder> claims) {
        JWTClaimsSet.Builder builder =
                new JWTClaimsSet.Builder()
                        .issuer(ISSUER)
                        .expirationTime(Date.from(Instant.now().plusSeconds(600)));
        claims.accept(builder);
        SignedJWT token = new SignedJWT(new JWSHeader(JWSAlgorithm.RS256), builder.build());
        try {
            token.sign(new RSASSASigner(pair.getPrivate()));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
        return token.serialize();
    }
}
