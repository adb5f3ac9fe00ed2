package io.tributary.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tributary.backing.BackingServices;
import io.tributary.events.CloudEvent;
import io.tributary.events.ConnectionKey;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

class KafkaCloudEventsIT {

    private static final int PARTITIONS = 7;
    private static final ConnectionKey CONNECTION = new ConnectionKey("dev", "github", "octo/cat");
    private static final CloudEvent EVENT =
            new CloudEvent(
                    "id-1",
                    "/source",
                    "a.type",
                    CONNECTION.encoded(),
                    Instant.parse("2026-11-22T10:00:00Z"),
                    "urn:x",
                    "application/json",
                    Map.of("nangosigningkey", "0123456789abcdef"),
                    "{\"a\":1}".getBytes(UTF_8));

    private final Map<String, Object> connect =
            Map.of("bootstrap.servers", BackingServices.kafka().bootstrapServers());
    private final String topic = "events-" + UUID.randomUUID();

    @Test
    void anEventComesBackAndLiesInItsConnectionsPartition() throws Exception {
        try (Admin admin = Admin.create(connect)) {
            admin.createTopics(List.of(new NewTopic(topic, PARTITIONS, (short) 1))).all().get();
        }

        RecordMetadata sent;
        try (var producer =
                new KafkaProducer<>(
                        connect, new ByteArraySerializer(), new ByteArraySerializer())) {
            sent =
                    producer.send(KafkaCloudEvents.toRecord(topic, CONNECTION.encoded(), EVENT))
                            .get();
        }

        assertThat(sent.partition()).isEqualTo(ConnectionPartition.of(CONNECTION, PARTITIONS));
        ConsumerRecord<byte[], byte[]> read = readFirst(sent.partition());
        CloudEvent event = KafkaCloudEvents.fromRecord(read);
        assertThat(new String(read.key(), UTF_8)).isEqualTo("dev/github/octo%2Fcat");
        assertThat(event.headers()).usingRecursiveComparison().isEqualTo(EVENT.headers());
        assertThat(event.data()).isEqualTo(EVENT.data());
    }

    private ConsumerRecord<byte[], byte[]> readFirst(int partition) {
        TopicPartition from = new TopicPartition(topic, partition);
        try (var consumer =
                new KafkaConsumer<>(
                        connect, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(List.of(from));
            consumer.seekToBeginning(List.of(from));
            return consumer.poll(Duration.ofSeconds(30)).iterator().next();
        }
    }
}
