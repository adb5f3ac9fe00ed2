package io.tributary.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tributary.events.Topic;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * What its consumer could not handle: key, bytes and headers as they came, on the same partition
 * number, with where it was and why in {@code parked_} headers. Parked again after a redrive, it
 * tells of the last time; only the count of redrives stays.
 */
public final class ParkedRecord {

    /** More often than this, what comes back parked is not put on its topic again. */
    public static final int MOST_REDRIVES = 3;

    /** Header of a redriven record: {@code topic/partition/offset} of the parked input. */
    public static final String REDRIVEN_FROM = "redriven_from";

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

    /**
     * The parked input once more, for the end of the topic it came from: same key, bytes and
     * headers, one redrive more, and in {@link #REDRIVEN_FROM} where it was. The key decides the
     * partition; without one it stays on the partition where it was.
     *
     * @param record as it was on its topic, or its copy among the parked
     * @param partition where it was on {@code original}
     * @param offset likewise
     */
    @SuppressWarnings("NullAway") // Key and value may be null, as they were in the input.
    public static ProducerRecord<byte[], byte[]> redriven(
            ConsumerRecord<byte[], byte @Nullable []> record,
            Topic original,
            int partition,
            long offset) {
        int redrives = redrives(record.headers());
        Headers headers = new RecordHeaders();
        for (Header header : record.headers()) {
            if (!header.key().startsWith(PREFIX)) {
                headers.add(header);
            }
        }
        put(headers, REDRIVES, Integer.toString(redrives + 1));
        headers.remove(REDRIVEN_FROM)
                .add(
                        REDRIVEN_FROM,
                        (original.name() + "/" + partition + "/" + offset).getBytes(UTF_8));
        return new ProducerRecord<>(
                original.name(),
                record.key() == null ? partition : null,
                record.key(),
                record.value(),
                headers);
    }

    /**
     * How often what these headers belong to was redriven. What cannot be counted must not go round
     * for ever: a count that is no number is {@link #MOST_REDRIVES}.
     */
    public static int redrives(Headers headers) {
        Header count = headers.lastHeader(PREFIX + REDRIVES);
        if (count == null) {
            return 0;
        }
        String text = count.value() == null ? "" : new String(count.value(), UTF_8);
        return text.matches("[0-9]{1,6}") ? Integer.parseInt(text) : MOST_REDRIVES;
    }

    private static void put(Headers headers, String name, String value) {
        headers.remove(PREFIX + name).add(PREFIX + name, value.getBytes(UTF_8));
    }
}
