package io.tributary.nango.webhook;

/**
 * The exact bytes of a delivery whose signature was right. Only {@link WebhookVerifier} makes one.
 */
public final class VerifiedBody {

    private final byte[] bytes;
    private final String keyFingerprint;

    VerifiedBody(byte[] bytes, String keyFingerprint) {
        this.bytes = bytes;
        this.keyFingerprint = keyFingerprint;
    }

    /**
     * The bytes as they came. Not a copy, because a body may have megabytes: whoever writes into
     * the array breaks the proof.
     */
    public byte[] bytes() {
        return bytes;
    }

    /** {@link SigningKey#fingerprint()} of the key that signed. */
    public String keyFingerprint() {
        return keyFingerprint;
    }

    /** SHA-256 of the bytes, 64 lower-case hex digits; computed anew with every call. */
    public String sha256() {
        return Sha256.hex(bytes);
    }

    @Override
    public String toString() {
        return "VerifiedBody[" + bytes.length + " bytes, key " + keyFingerprint + "]";
    }
}
