package io.tributary.store.consume;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.kafka.event.ListenerContainerIdleEvent;

import java.time.Duration;

/**
 * Notices that a partition's end is reached although no input lies right before it: the mark that
 * ends a transaction takes an offset too, and nobody would be asked until the next input came.
 */
final class CaughtUp {

    private static final Logger LOGGER = LoggerFactory.getLogger(CaughtUp.class);

    private static final Duration LONGEST = Duration.ofSeconds(5);

    private final Assignment assignment;

    CaughtUp(Assignment assignment) {
        this.assignment = assignment;
    }

    @EventListener
    void on(ListenerContainerIdleEvent idle) {
        Consumer<?, ?> consumer = idle.getConsumer();
        try {
            consumer.assignment()
                    .forEach(
                            partition ->
                                    assignment.waitsAt(
                                            partition.partition(),
                                            consumer.position(partition, LONGEST)));
        } catch (KafkaException e) {
            LOGGER.atDebug().setCause(e).log("positions not known; looked at again when idle");
        }
    }
}
