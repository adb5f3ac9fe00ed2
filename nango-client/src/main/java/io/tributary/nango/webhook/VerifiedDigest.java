package io.tributary.nango.webhook;

/**
 * What is left of a delivery too large to hold, whose signature was right. Only {@link
 * StreamingVerifier} makes one.
 */
public final class VerifiedDigest {

    private final long size;
    private final String sha256;
    private final String keyFingerprint;

    VerifiedDigest(long size, String sha256, String keyFingerprint) {
        this.size = size;
        this.sha256 = sha256;
        this.keyFingerprint = keyFingerprint;
    }

    /** The body's size in bytes. */
    public long size() {
        return size;
    }

    /** SHA-256 of the body, 64 lower-case hex digits. */
    public String sha256() {
        return sha256;
    }

    /** {@link SigningKey#fingerprint()} of the key that signed. */
    public String keyFingerprint() {
        return keyFingerprint;
    }

    @Override
    public String toString() {
        return "VerifiedDigest[" + size + " bytes, key " + keyFingerprint + "]";
    }
}
