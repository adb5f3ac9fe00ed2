package io.tributary.local.compose;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tributary.events.ConnectionKey;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** All that lies on one topic, as a consumer of another team reads it. */
record Kept(List<ConsumerRecord<byte[], byte[]>> records) {

    static Kept on(String topic, String bootstrapServers) {
        var settings =
                Map.<String, Object>of(
                        "bootstrap.servers", bootstrapServers, "isolation.level", "read_committed");
        var bytes = new ByteArrayDeserializer();
        try (var consumer = new KafkaConsumer<>(settings, bytes, bytes)) {
            List<TopicPartition> partitions =
                    consumer.partitionsFor(topic).stream()
                            .map(p -> new TopicPartition(topic, p.partition()))
                            .toList();
            Map<TopicPartition, Long> end = consumer.endOffsets(partitions);
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var all = new ArrayList<ConsumerRecord<byte[], byte[]>>();
            while (partitions.stream().anyMatch(p -> consumer.position(p) < end.get(p))) {
                consumer.poll(Duration.ofMillis(200)).forEach(all::add);
            }
            return new Kept(all);
        }
    }

    /** Appends what no service of ours ever writes. */
    static void spoil(String topic, String bootstrapServers) throws Exception {
        var bytes = new ByteArraySerializer();
        try (var producer =
                new KafkaProducer<>(
                        Map.<String, Object>of("bootstrap.servers", bootstrapServers),
                        bytes,
                        bytes)) {
            producer.send(new ProducerRecord<>(topic, "x".getBytes(UTF_8), "x".getBytes(UTF_8)))
                    .get();
        }
    }

    List<String> bodies() {
        return records.stream().map(one -> new String(one.value(), UTF_8)).toList();
    }

    /** Those of one connection, or of its records. */
    Kept of(ConnectionKey connection) {
        String key = connection.encoded();
        return new Kept(
                records.stream()
                        .filter(one -> one.key() != null)
                        .filter(
                                one -> {
                                    String its = new String(one.key(), UTF_8);
                                    return its.equals(key) || its.startsWith(key + "/");
                                })
                        .toList());
    }

    Kept type(String type) {
        return new Kept(records.stream().filter(one -> type.equals(typeOf(one))).toList());
    }

    private static String typeOf(ConsumerRecord<byte[], byte[]> one) {
        var header = one.headers().lastHeader("ce_type");
        return header == null ? "" : new String(header.value(), UTF_8);
    }

    int size() {
        return records.size();
    }

    /** How many keys there are. */
    long keys() {
        return records.stream().map(one -> new String(one.key(), UTF_8)).distinct().count();
    }
}
