package io.tributary.benchmarks.service;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;

/** A bearer token for the services' APIs, by a key of this JVM (RFC 7515, RS256). */
public final class Token {

    private static final KeyPair KEY = key();

    static final PublicKey PUBLIC_KEY = KEY.getPublic();

    private Token() {}

    private static KeyPair key() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has RSA", e);
        }
    }

    /** Good for some hours. */
    public static String issue() throws GeneralSecurityException {
        String content =
                encode("{\"alg\":\"RS256\"}".getBytes(UTF_8))
                        + "."
                        + encode(
                                "{\"sub\":\"benchmarks\",\"scope\":\"tributary.read\",\"exp\":%d}"
                                        .formatted(
                                                Instant.now().plusSeconds(36_000).getEpochSecond())
                                        .getBytes(UTF_8));
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initSign(KEY.getPrivate());
        signature.update(content.getBytes(UTF_8));
        return content + "." + encode(signature.sign());
    }

    private static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
