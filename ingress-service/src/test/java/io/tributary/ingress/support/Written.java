package io.tributary.ingress.support;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tributary.events.Topics;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What has been written to inbox and deliveries since this was made. */
public final class Written implements AutoCloseable {

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final List<TopicPartition> partitions;
    private final Map<TopicPartition, Long> from;

    public Written(String bootstrapServers) {
        consumer =
                new KafkaConsumer<>(
                        Map.of(
                                "bootstrap.servers",
                                bootstrapServers,
                                "enable.auto.commit",
                                "false",
                                "auto.offset.reset",
                                "none",
                                "fetch.max.wait.ms",
                                50,
                                "max.partition.fetch.bytes",
                                20_000_000),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer());
        partitions =
                Stream.of(Topics.INBOX, Topics.DELIVERIES)
                        .flatMap(topic -> consumer.partitionsFor(topic.name()).stream())
                        .map(info -> new TopicPartition(info.topic(), info.partition()))
                        .toList();
        consumer.assign(partitions);
        from = consumer.endOffsets(partitions);
        from.forEach(consumer::seek);
    }

    /** Every record there is by now, those of an earlier call not again. */
    public List<ConsumerRecord<byte[], byte[]>> records() {
        Map<TopicPartition, Long> end = consumer.endOffsets(partitions);
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        while (partitions.stream().anyMatch(p -> consumer.position(p) < end.get(p))) {
            consumer.poll(Duration.ofMillis(200)).forEach(records::add);
        }
        return records;
    }

    /** Whether the ends of both topics are where they were. */
    public boolean nothing() {
        return consumer.endOffsets(partitions).equals(from);
    }

    public Collection<Long> endOffsets() {
        return consumer.endOffsets(partitions).values();
    }

    public static String header(ConsumerRecord<?, ?> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null ? null : new String(header.value(), UTF_8);
    }

    public static String key(ConsumerRecord<byte[], ?> record) {
        return record.key() == null ? null : new String(record.key(), UTF_8);
    }

    @Override
    public void close() {
        consumer.close();
    }
}
