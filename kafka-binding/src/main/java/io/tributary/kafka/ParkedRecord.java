package io.tributary.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tributary.events.Topic;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * What its consumer could not handle: key, bytes and headers as they came, on the same partition
 * number, with where it was and why in {@code parked_} headers. Parked again after a redrive, it
 * tells of the last time; only the count of redrives stays.
 */
public final class ParkedRecord {

    private static final String PREFIX = "parked_";
    private static final String REDRIVES = "redrives";

    private ParkedRecord() {}

    /**
     * @param parked the topic that takes it
     * @param group the consumer that could not handle it
     * @param reason for programs, for example {@code malformed}
     * @param detail for the operator; must not quote the data
     */
    @SuppressWarnings("NullAway") // Key and value may be null, as they were in the input.
    public static ProducerRecord<byte[], byte[]> of(
            ConsumerRecord<byte[], byte @Nullable []> record,
            Topic parked,
            String group,
            String reason,
            String detail) {
        Headers headers = new RecordHeaders(record.headers().toArray());
        put(headers, "topic", record.topic());
        put(headers, "partition", Integer.toString(record.partition()));
        put(headers, "offset", Long.toString(record.offset()));
        put(headers, "timestamp", Long.toString(record.timestamp()));
        put(headers, "group", group);
        put(headers, "reason", reason);
        put(headers, "detail", detail);
        if (headers.lastHeader(PREFIX + REDRIVES) == null) {
            put(headers, REDRIVES, "0");
        }
        return new ProducerRecord<>(
                parked.name(), record.partition(), record.key(), record.value(), headers);
    }

    private static void put(Headers headers, String name, String value) {
        headers.remove(PREFIX + name).add(PREFIX + name, value.getBytes(UTF_8));
    }
}
