package io.tributary.store.publish;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tributary.events.Topics;
import io.tributary.store.inbox.Reason;
import io.tributary.store.ledger.Outgoing;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** An input as it came, with the reason and its origin in headers beside its own. */
final class ParkedRecord {

    private static final String PREFIX = "parked_";
    private static final String REDRIVES = PREFIX + "redrives";

    private ParkedRecord() {}

    static ProducerRecord<byte[], byte[]> of(Outgoing.Aside aside, String group) {
        ConsumerRecord<byte[], byte @Nullable []> input = aside.record();
        Reason reason = aside.reason();
        ProducerRecord<byte[], byte[]> parked = unchanged(input);
        Headers headers = parked.headers();
        Header redrives = input.headers().lastHeader(REDRIVES);
        put(headers, "topic", input.topic());
        put(headers, "partition", Integer.toString(input.partition()));
        put(headers, "offset", Long.toString(input.offset()));
        put(headers, "timestamp", Long.toString(input.timestamp()));
        put(headers, "group", group);
        put(headers, "reason", reason.code());
        put(headers, "detail", reason.detail());
        if (redrives == null) {
            put(headers, "redrives", "0");
        }
        return parked;
    }

    /** On the same partition number, whatever its key is. */
    @SuppressWarnings("NullAway") // Key and value may be null, as they were in the input.
    private static ProducerRecord<byte[], byte[]> unchanged(
            ConsumerRecord<byte[], byte @Nullable []> input) {
        return new ProducerRecord<>(
                Topics.parked(Topics.INBOX).name(),
                input.partition(),
                input.key(),
                input.value(),
                input.headers());
    }

    private static void put(Headers headers, String name, String value) {
        headers.remove(PREFIX + name).add(PREFIX + name, value.getBytes(UTF_8));
    }
}
