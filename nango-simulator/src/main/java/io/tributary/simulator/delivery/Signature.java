package io.tributary.simulator.delivery;

import io.tributary.simulator.account.Secret;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The two signatures of a body, both lower-case hex.
 *
 * @param hmac HMAC-SHA256 of the body under the key
 * @param legacy SHA-256 of the key followed by the body
 */
record Signature(String hmac, String legacy) {

    static Signature of(byte[] body, Secret key) {
        byte[] keyBytes = key.reveal().getBytes(StandardCharsets.UTF_8);
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(keyBytes, "HmacSHA256"));
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(keyBytes);
            HexFormat hex = HexFormat.of();
            return new Signature(
                    hex.formatHex(mac.doFinal(body)), hex.formatHex(digest.digest(body)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
