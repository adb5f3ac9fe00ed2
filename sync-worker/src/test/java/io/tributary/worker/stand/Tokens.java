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

    static final String ISSUER = "https://issuer.example.test";

    private static final KeyPair PAIR = pair();
    private static final KeyPair STORES = pair();
    private static final String STORE = "tributary";
    private static final Path PUBLIC_KEY = write(PAIR);
    private static final Path STORES_PUBLIC_KEY = write(STORES);

    private Tokens() {}

    static Path publicKey() {
        return PUBLIC_KEY;
    }

    static Path storesPublicKey() {
        return STORES_PUBLIC_KEY;
    }

    public static String valid() {
        return token("someone", "openid tributary.read");
    }

    /** An end user's of the product, who has no business here. */
    public static String endUser() {
        return token("ann", "openid tributary.connect");
    }

    /** With the scope for what changes something. */
    public static String operator() {
        return token("olga", "tributary.operate");
    }

    public static String scopeless() {
        return token("someone", "openid");
    }

    public static String expired() {
        return token("olga", "tributary.operate", ISSUER, Instant.now().minusSeconds(120));
    }

    /** With the right key, such as another application of the same provider has it. */
    public static String ofAnotherIssuer() {
        return token(
                "olga",
                "tributary.operate",
                "https://elsewhere.example.test",
                Instant.now().plusSeconds(600));
    }

    /** As the store signs it for a machine. */
    public static String ofTheStore(String scope) {
        return token("key", scope, STORE, Instant.now().plusSeconds(300), STORES);
    }

    public static String ofTheStoreByTheIssuersKey() {
        return token("key", "tributary.read", STORE, Instant.now().plusSeconds(300), PAIR);
    }

    public static String ofTheIssuerByTheStoresKey() {
        return token("key", "tributary.read", ISSUER, Instant.now().plusSeconds(300), STORES);
    }

    private static String token(String subject, String scope) {
        return token(subject, scope, ISSUER, Instant.now().plusSeconds(3600));
    }

    private static String token(String subject, String scope, String issuer, Instant expires) {
        return token(subject, scope, issuer, expires, PAIR);
    }

    private static String token(
            String subject, String scope, String issuer, Instant expires, KeyPair pair) {
        try {
            SignedJWT token =
                    new SignedJWT(
                            new JWSHeader(JWSAlgorithm.RS256),
                            new JWTClaimsSet.Builder()
                                    .subject(subject)
                                    .issuer(issuer)
                                    .claim("scope", scope)
                                    .expirationTime(Date.from(expires))
                                    .build());
            token.sign(new RSASSASigner(pair.getPrivate()));
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

    private static Path write(KeyPair pair) {
        try {
            Path file = Files.createTempFile("worker-test", ".pem");
            file.toFile().deleteOnExit();
            return Files.writeString(
                    file,
                    "-----BEGIN PUBLIC KEY-----\n%s\n-----END PUBLIC KEY-----\n"
                            .formatted(
                                    Base64.getMimeEncoder()
                                            .encodeToString(pair.getPublic().getEncoded())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
