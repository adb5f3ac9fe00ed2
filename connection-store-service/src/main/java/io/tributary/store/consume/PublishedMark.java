package io.tributary.store.consume;

import io.tributary.store.ledger.Progress;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessException;
import org.springframework.kafka.event.ListenerContainerIdleEvent;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * Notes in the tables what Kafka says is committed, once there is time: should the group's offsets
 * ever be lost, reading starts there, and nothing is published again. Under load each batch notes
 * the one before.
 */
final class PublishedMark {

    private static final Logger LOGGER = LoggerFactory.getLogger(PublishedMark.class);

    private static final Duration LONGEST = Duration.ofSeconds(5);

    private final Progress progress;
    // Only ever touched by the one consumer thread, which brings the event.
    private final Map<TopicPartition, Long> noted = new HashMap<>();

    PublishedMark(Progress progress) {
        this.progress = progress;
    }

    @EventListener
    void on(ListenerContainerIdleEvent idle) {
        try {
            note(idle.getConsumer());
        } catch (KafkaException | DataAccessException e) {
            // Noted next time; until then it only says less than it could.
            LOGGER.atDebug().setCause(e).log("published offsets not noted");
        }
    }

    private void note(Consumer<?, ?> consumer) {
        Map<TopicPartition, OffsetAndMetadata> committed =
                consumer.committed(consumer.assignment(), LONGEST);
        committed.forEach(
                (partition, offset) -> {
                    if (offset != null
                            && !Long.valueOf(offset.offset()).equals(noted.get(partition))) {
                        progress.published(partition.partition(), offset.offset());
                        noted.put(partition, offset.offset());
                    }
                });
    }
}
