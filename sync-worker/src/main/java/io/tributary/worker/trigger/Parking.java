package io.tributary.worker.trigger;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micrometer.core.instrument.MeterRegistry;
import io.tributary.events.MalformedEvent;
import io.tributary.events.Topics;
import io.tributary.worker.topic.DurableSend;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Puts a record that cannot be handled on {@code nango.connections.parked}, as it came and on the
 * partition it came from, with where it was and why in {@code parked_} headers.
 */
@Component
class Parking {

    private static final Logger LOGGER = LoggerFactory.getLogger(Parking.class);

    private final DurableSend kafka;
    private final TriggerSettings settings;
    private final MeterRegistry meters;

    Parking(DurableSend kafka, TriggerSettings settings, MeterRegistry meters) {
        this.kafka = kafka;
        this.settings = settings;
        this.meters = meters;
    }

    /** Returns once it is acknowledged. */
    void park(ConsumerRecord<byte[], byte @Nullable []> record, RuntimeException why) {
        String reason = why instanceof MalformedEvent ? "malformed_event" : "handling_failed";
        RecordHeaders headers = new RecordHeaders(record.headers().toArray());
        set(headers, "topic", record.topic());
        set(headers, "partition", Integer.toString(record.partition()));
        set(headers, "offset", Long.toString(record.offset()));
        set(headers, "timestamp", Long.toString(record.timestamp()));
        set(headers, "group", settings.group());
        set(headers, "reason", reason);
        set(headers, "detail", detail(why));
        if (headers.lastHeader("parked_redrives") == null) {
            set(headers, "redrives", "0");
        }
        kafka.send(
                new ProducerRecord<>(
                        Topics.parked(Topics.CONNECTIONS).name(),
                        record.partition(),
                        record.key(),
                        record.value(),
                        headers));
        meters.counter("tributary.worker.parked", "reason", reason).increment();
        LOGGER.atError()
                .addKeyValue("topicName", record.topic())
                .addKeyValue("partition", record.partition())
                .addKeyValue("offset", record.offset())
                .addKeyValue("reason", reason)
                .setCause(why)
                .log("record parked");
    }

    /** A malformed event's message quotes no data; other messages may. */
    private static String detail(RuntimeException why) {
        return why instanceof MalformedEvent && why.getMessage() != null
                ? why.getMessage()
                : why.getClass().getName();
    }

    private static void set(RecordHeaders headers, String name, String value) {
        headers.remove("parked_" + name);
        headers.add("parked_" + name, value.getBytes(UTF_8));
    }
}
