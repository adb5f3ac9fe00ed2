package io.tributary.benchmarks.store;

import io.tributary.backing.Kafka;
import io.tributary.events.Topics;

import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Another team's consumer group that takes ten changes a tenth of a second. */
final class SlowConsumer implements AutoCloseable {

    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread;

    SlowConsumer(Kafka kafka) {
        thread = Thread.ofPlatform().name("slow-consumer").daemon().start(() -> consume(kafka));
    }

    private void consume(Kafka kafka) {
        Map<String, Object> config =
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrapServers(),
                        ConsumerConfig.GROUP_ID_CONFIG, "slow-team",
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest",
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed",
                        ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 10);
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(
                        config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.subscribe(List.of(Topics.CONNECTIONS.name()));
            while (!closed.await(100, TimeUnit.MILLISECONDS)) {
                consumer.poll(Duration.ofMillis(100));
                consumer.commitSync();
            }
        } catch (InterruptedException | WakeupException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() throws InterruptedException {
        closed.countDown();
        thread.join(10_000);
    }
}
