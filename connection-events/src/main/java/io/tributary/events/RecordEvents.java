package io.tributary.events;

import org.jspecify.annotations.Nullable;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;

/** A record's event: its id comes from its content, its origin rides beside the data. */
final class RecordEvents {

    private RecordEvents() {}

    static CloudEvent event(
            RecordChange change, RecordChange.Origin origin, @Nullable Instant time, byte[] data) {
        boolean deleted = change.record() == null;
        return new CloudEvent(
                DerivedId.ofRecord(
                                change.connection(),
                                change.model(),
                                change.recordId(),
                                sha256(data))
                        .toString(),
                EventSource.WORKER,
                deleted ? RecordChange.DELETED : RecordChange.UPSERTED,
                change.kafkaKey(),
                time,
                deleted ? RecordChange.DELETED_SCHEMA : RecordChange.UPSERTED_SCHEMA,
                "application/json",
                Map.of(
                        "syncrun", origin.run(),
                        "syncfence", Long.toString(origin.fence()),
                        "syncpage", Long.toString(origin.page())),
                data);
    }

    private static String sha256(byte[] data) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(data));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
