package io.tributary.worker.trigger;

import io.micrometer.core.instrument.MeterRegistry;
import io.tributary.events.MalformedEvent;
import io.tributary.events.Topics;
import io.tributary.kafka.ParkedRecord;
import io.tributary.worker.topic.DurableSend;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Puts a record that cannot be handled on {@code nango.connections.parked}, durably and counted.
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
        kafka.send(
                ParkedRecord.of(
                        record,
                        Topics.parked(Topics.CONNECTIONS),
                        settings.group(),
                        reason,
                        detail(why)));
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
}
