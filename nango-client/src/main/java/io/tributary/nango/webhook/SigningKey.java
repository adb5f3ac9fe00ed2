package io.tributary.nango.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A webhook signing key of one Nango environment: shown in its dashboard, not the API key. Used as
 * text, never decoded, although it looks like a UUID. Its text reaches neither {@link #toString()}
 * nor any exception.
 */
public final class SigningKey {

    private static final String ALGORITHM = "HmacSHA256";
    private static final int FINGERPRINT_DIGITS = 16;

    private final SecretKeySpec key;
    private final String fingerprint;

    /**
     * A key from configuration; white space around it is dropped.
     *
     * @throws IllegalArgumentException if nothing is left
     */
    public SigningKey(String text) {
        String trimmed = text.strip();
        if (trimmed.isEmpty()) {
            throw new IllegalArgumentException("a signing key must not be blank");
        }
        byte[] bytes = trimmed.getBytes(UTF_8);
        this.key = new SecretKeySpec(bytes, ALGORITHM);
        this.fingerprint = Sha256.hex(bytes).substring(0, FINGERPRINT_DIGITS);
    }

    /**
     * The first 16 hex digits of the SHA-256 of the key: tells keys apart, safe to log and store.
     */
    public String fingerprint() {
        return fingerprint;
    }

    /**
     * The value of {@link WebhookVerifier#SIGNATURE_HEADER} for this body: 64 lower-case hex
     * digits.
     */
    public String sign(byte[] body) {
        return HexFormat.of().formatHex(hmac().doFinal(body));
    }

    Mac hmac() {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SigningKey that
                && MessageDigest.isEqual(key.getEncoded(), that.key.getEncoded());
    }

    @Override
    public int hashCode() {
        return fingerprint.hashCode();
    }

    @Override
    public String toString() {
        return "SigningKey[" + fingerprint + "]";
    }
}
