package io.tributary.events;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/**
 * Ids of derived events: the same cause gives the same id, however often it is handled. UUIDv5 (RFC
 * 9562, 5.5), which the JDK does not offer ({@link UUID#nameUUIDFromBytes} is version 3).
 */
public final class DerivedId {

    private static final UUID EVENTS = UUID.fromString("0b0b6f8e-9a0e-5d0f-8a3c-52b2f1c1d7e4");
    private static final UUID RECORDS = UUID.fromString("c0f4e0a8-2f0b-5b7e-9a55-1d9f6b1f3a90");

    private DerivedId() {}

    /**
     * Of what follows from an event: over the cause's {@code ce_id}, the position among its
     * consequences, and the type.
     */
    public static UUID ofConsequence(String causeCeId, int n, String ceType) {
        return of(EVENTS, causeCeId + "\n" + n + "\n" + ceType);
    }

    /** Of a record: the same content of the same record of the same connection has the same id. */
    public static UUID ofRecord(
            ConnectionKey connection, String model, String recordId, String sha256) {
        return of(RECORDS, connection.encoded() + "\n" + model + "\n" + recordId + "\n" + sha256);
    }

    static UUID of(UUID namespace, String name) {
        byte[] hash =
                sha1(
                        ByteBuffer.allocate(16)
                                .putLong(namespace.getMostSignificantBits())
                                .putLong(namespace.getLeastSignificantBits())
                                .array(),
                        name.getBytes(UTF_8));
        hash[6] = (byte) (hash[6] & 0x0f | 0x50);
        hash[8] = (byte) (hash[8] & 0x3f | 0x80);
        ByteBuffer first16 = ByteBuffer.wrap(hash);
        return new UUID(first16.getLong(), first16.getLong());
    }

    private static byte[] sha1(byte[] first, byte[] second) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-1");
            digest.update(first);
            return digest.digest(second);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-1", e);
        }
    }
}
