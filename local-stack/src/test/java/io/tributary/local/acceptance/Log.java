package io.tributary.local.acceptance;

import io.tributary.events.CloudEvent;
import io.tributary.events.ConnectionKey;
import io.tributary.kafka.KafkaCloudEvents;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What lies on topics, as a plain consumer of another team reads it. */
final class Log implements AutoCloseable {

    private final KafkaConsumer<byte[], byte[]> consumer;

    /**
     * @param partition in its topic
     */
    record Entry(int partition, long offset, String key, CloudEvent event) {

        private static Entry of(ConsumerRecord<byte[], byte[]> record) {
            return new Entry(
                    record.partition(),
                    record.offset(),
                    record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8),
                    KafkaCloudEvents.fromRecord(record));
        }
    }

    Log(String bootstrapServers) {
        consumer =
                new KafkaConsumer<>(
                        Map.of(
                                "bootstrap.servers",
                                bootstrapServers,
                                "isolation.level",
                                "read_committed"),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer());
    }

    /** All there is now of one connection, in order: what is keyed by it or by what is its own. */
    List<Entry> of(ConnectionKey connection, String topic) {
        String key = connection.encoded();
        return all(topic).stream()
                .filter(entry -> entry.key().equals(key) || entry.key().startsWith(key + "/"))
                .toList();
    }

    private List<Entry> all(String topic) {
        List<TopicPartition> partitions =
                consumer.partitionsFor(topic).stream()
                        .map(partition -> new TopicPartition(topic, partition.partition()))
                        .toList();
        Map<TopicPartition, Long> end = consumer.endOffsets(partitions);
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        List<Entry> entries = new ArrayList<>();
        while (partitions.stream().anyMatch(p -> consumer.position(p) < end.get(p))) {
            consumer.poll(Duration.ofMillis(200)).forEach(r -> entries.add(Entry.of(r)));
        }
        return entries;
    }

    @Override
    public void close() {
        consumer.close();
    }
}
