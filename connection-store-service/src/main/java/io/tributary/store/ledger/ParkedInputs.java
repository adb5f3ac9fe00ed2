package io.tributary.store.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tributary.events.ConnectionKey;
import io.tributary.kafka.ParkedRecord;
import io.tributary.store.inbox.Reason;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** Table {@code parked}: nothing in it but what the input itself says, and why it is there. */
final class ParkedInputs {

    private final JdbcTemplate jdbc;

    ParkedInputs(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    void append(Collection<Outgoing.Aside> inputs) {
        jdbc.batchUpdate(
                "insert into parked (partition, \"offset\", reason, detail, received, record_key,"
                        + " environment, ce_type, size, redrives, redriven_from)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                inputs.stream().map(ParkedInputs::values).toList());
    }

    @SuppressWarnings("NullAway") // Columns may be null, whatever JdbcTemplate's type says.
    private static Object[] values(Outgoing.Aside input) {
        ConsumerRecord<byte[], byte @Nullable []> record = input.record();
        byte @Nullable [] value = record.value();
        return new Object[] {
            input.partition(),
            input.offset(),
            input.reason().code(),
            Text.clean(input.reason().detail()),
            record.timestamp(),
            text(record.key()),
            environment(record.key()),
            header(record, "ce_type"),
            value == null ? 0 : value.length,
            ParkedRecord.redrives(record.headers()),
            header(record, ParkedRecord.REDRIVEN_FROM)
        };
    }

    private static @Nullable String header(
            ConsumerRecord<byte[], byte @Nullable []> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null ? null : text(header.value());
    }

    private static @Nullable String text(byte @Nullable [] bytes) {
        return bytes == null ? null : Text.brief(new String(bytes, UTF_8));
    }

    private static @Nullable String environment(byte @Nullable [] key) {
        try {
            return key == null
                    ? null
                    : Text.clean(ConnectionKey.parse(new String(key, UTF_8)).environment());
        } catch (IllegalArgumentException e) {
            // Which may be why it is parked.
            return null;
        }
    }

    Map<Long, Reason> between(int partition, long first, long last) {
        Map<Long, Reason> reasons = new HashMap<>();
        jdbc.query(
                "select \"offset\", reason, detail from parked"
                        + " where partition = ? and \"offset\" between ? and ?",
                row -> {
                    reasons.put(row.getLong(1), new Reason(row.getString(2), row.getString(3)));
                },
                partition,
                first,
                last);
        return reasons;
    }
}
