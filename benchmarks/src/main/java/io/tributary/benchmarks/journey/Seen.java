package io.tributary.benchmarks.journey;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tributary.backing.Kafka;
import io.tributary.events.ConnectionKey;
import io.tributary.events.Topics;

import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A consumer of the changes as any other team's: {@code read_committed}, all else as Kafka has it.
 * Keeps the moment at which it saw each connection first.
 */
final class Seen implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Map<ConnectionKey, Long> first = new ConcurrentHashMap<>();
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Thread thread;

    Seen(Kafka kafka) {
        consumer =
                new KafkaConsumer<>(
                        Map.of(
                                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                                kafka.bootstrapServers(),
                                ConsumerConfig.GROUP_ID_CONFIG,
                                "another-team",
                                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                                "earliest",
                                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                                "read_committed"),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer());
        consumer.subscribe(List.of(Topics.CONNECTIONS.name()));
        thread = Thread.ofPlatform().name("another-team").start(this::read);
    }

    private void read() {
        try (consumer) {
            while (true) {
                var records = consumer.poll(Duration.ofSeconds(1));
                long now = System.nanoTime();
                for (ConsumerRecord<byte[], byte[]> record : records) {
                    first.putIfAbsent(ConnectionKey.parse(new String(record.key(), UTF_8)), now);
                }
            }
        } catch (WakeupException _) {
            // Closed.
        }
    }

    /**
     * By {@link System#nanoTime()}, once all of these are seen.
     *
     * @throws IllegalStateException if some are not within a minute
     */
    Map<ConnectionKey, Long> all(Set<ConnectionKey> connections) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!first.keySet().containsAll(connections)) {
            if (System.nanoTime() > deadline || !thread.isAlive()) {
                throw new IllegalStateException(
                        "no change was seen of %,d of %,d connections"
                                .formatted(
                                        connections.stream()
                                                .filter(one -> !first.containsKey(one))
                                                .count(),
                                        connections.size()));
            }
            Thread.sleep(20);
        }
        return first;
    }

    @Override
    public void close() throws InterruptedException {
        consumer.wakeup();
        thread.join();
    }
}
