package io.tributary.store.parking;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Single records of topics, by their offsets; not for two threads at once. */
final class TopicRecords implements AutoCloseable {

    private static final Duration LONGEST = Duration.ofSeconds(10);

    private final Consumer<byte[], byte[]> consumer;
    private final Map<TopicPartition, Span> spans = new HashMap<>();

    /** What a partition holds, as of the first question about it. */
    private record Span(long first, long end) {}

    TopicRecords(Consumer<byte[], byte[]> consumer) {
        this.consumer = consumer;
    }

    /** Whether the topic's retention has left it there. */
    boolean holds(TopicPartition partition, long offset) {
        Span span =
                spans.computeIfAbsent(
                        partition,
                        one ->
                                new Span(
                                        edge(consumer.beginningOffsets(List.of(one)), one),
                                        edge(consumer.endOffsets(List.of(one)), one)));
        return offset >= span.first() && offset < span.end();
    }

    private static long edge(Map<TopicPartition, Long> edges, TopicPartition partition) {
        Long edge = edges.get(partition);
        if (edge == null) {
            throw new TimeoutException("the brokers do not tell what " + partition + " holds");
        }
        return edge;
    }

    /** None if it is not there, or not any more. */
    @SuppressWarnings("NullAway") // A tombstone has no value, whatever the consumer's type says.
    @Nullable ConsumerRecord<byte[], byte @Nullable []> read(
            TopicPartition partition, long offset) {
        if (!holds(partition, offset)) {
            return null;
        }
        consumer.assign(List.of(partition));
        consumer.seek(partition, offset);
        long deadline = System.nanoTime() + LONGEST.toNanos();
        while (consumer.position(partition) <= offset) {
            for (ConsumerRecord<byte[], byte[]> record :
                    consumer.poll(Duration.ofMillis(200)).records(partition)) {
                return record.offset() == offset ? record : null;
            }
            if (System.nanoTime() > deadline) {
                throw new TimeoutException(
                        "%s did not give offset %d within %s"
                                .formatted(partition, offset, LONGEST));
            }
        }
        return null;
    }

    @Override
    public void close() {
        consumer.close();
    }
}
