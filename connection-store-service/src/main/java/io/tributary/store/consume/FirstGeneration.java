package io.tributary.store.consume;

import io.tributary.events.ConnectionState;
import io.tributary.events.EventCodec;
import io.tributary.events.MalformedEvent;
import io.tributary.events.Topics;
import io.tributary.kafka.KafkaCloudEvents;
import io.tributary.store.decision.Rules;
import io.tributary.store.ledger.Progress;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Empty tables are of generation 1. If consumers know a later one, all that is told of this one
 * would be old to them: the tables were lost, and are to be rebuilt above what was told.
 */
final class FirstGeneration {

    private static final Duration POLL = Duration.ofSeconds(1);

    private final Progress progress;
    private final Supplier<Consumer<byte[], byte[]>> consumers;

    FirstGeneration(Progress progress, Supplier<Consumer<byte[], byte[]>> consumers) {
        this.progress = progress;
        this.consumers = consumers;
    }

    /**
     * Reads all of {@code nango.connections.state}, and only if nothing was ever applied.
     *
     * @throws Refusal if a later generation or other rules were told
     */
    void confirm() {
        if (!progress.topicIds().isEmpty()) {
            return;
        }
        try (Consumer<byte[], byte[]> consumer = consumers.get()) {
            List<TopicPartition> partitions =
                    consumer.partitionsFor(Topics.CONNECTIONS_STATE.name()).stream()
                            .map(one -> new TopicPartition(one.topic(), one.partition()))
                            .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> end = consumer.endOffsets(partitions);
            // By position: what was compacted away does not come.
            while (end.entrySet().stream()
                    .anyMatch(one -> consumer.position(one.getKey()) < one.getValue())) {
                consumer.poll(POLL).forEach(FirstGeneration::confirm);
            }
        }
    }

    @SuppressWarnings("NullAway") // A tombstone has no value, whatever the consumer's type says.
    static void confirm(ConsumerRecord<byte[], byte[]> record) {
        if (record.value() == null) {
            return;
        }
        try {
            ConnectionState told =
                    EventCodec.decodeConnectionState(KafkaCloudEvents.fromRecord(record));
            if (told.generation() > 1 || told.decision() != Rules.VERSION) {
                throw new Refusal(
                        ("the tables are empty, which would be generation 1 by rules %d, but %s"
                             + " tells of generation %d by rules %d: consumers would take what"
                             + " comes for old. Restore a backup of the database, or derive the"
                             + " tables anew: %s")
                                .formatted(
                                        Rules.VERSION,
                                        place(record),
                                        told.generation(),
                                        told.decision(),
                                        Refusal.REBUILD_INBOX));
            }
        } catch (MalformedEvent | IllegalArgumentException e) {
            throw new Refusal(
                    ("the tables are empty, and %s cannot be read: it is not known which generation"
                         + " consumers know: %s. Delete this record, or restore a backup of the"
                         + " database")
                            .formatted(place(record), e.getMessage()));
        }
    }

    private static String place(ConsumerRecord<?, ?> record) {
        return "%s-%d at offset %d".formatted(record.topic(), record.partition(), record.offset());
    }
}
