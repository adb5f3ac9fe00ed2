package io.tributary.benchmarks.store;

import io.tributary.backing.Kafka;
import io.tributary.benchmarks.store.MixedHistory.Step;
import io.tributary.events.Topics;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/** The producer's side of the inbox, and how much of it the stores have finished. */
final class Inbox implements AutoCloseable {

    private static final String GROUP = "connection-store";

    private final KafkaProducer<byte[], byte[]> producer;
    private final Admin admin;

    Inbox(Kafka kafka) {
        producer =
                new KafkaProducer<>(
                        Map.of(
                                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                                kafka.bootstrapServers(),
                                ProducerConfig.COMPRESSION_TYPE_CONFIG,
                                "lz4",
                                ProducerConfig.LINGER_MS_CONFIG,
                                20),
                        new ByteArraySerializer(),
                        new ByteArraySerializer());
        admin =
                Admin.create(
                        Map.of(
                                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                                kafka.bootstrapServers()));
    }

    /** Returns once the broker has all. */
    void send(List<Step> steps) throws ExecutionException, InterruptedException {
        List<Future<?>> sent = new ArrayList<>(steps.size());
        for (Step step : steps) {
            sent.add(producer.send(step.record()));
        }
        for (Future<?> one : sent) {
            one.get();
        }
    }

    /**
     * How many inputs are applied and their changes published: the group's offsets are committed in
     * the transaction of the changes. Those of transactions that are open are not counted.
     */
    long finished() throws ExecutionException, InterruptedException {
        return admin
                .listConsumerGroupOffsets(GROUP)
                .partitionsToOffsetAndMetadata()
                .get()
                .entrySet()
                .stream()
                .filter(entry -> entry.getKey().topic().equals(Topics.INBOX.name()))
                .mapToLong(entry -> entry.getValue().offset())
                .sum();
    }

    @Override
    public void close() {
        producer.close();
        admin.close();
    }
}
