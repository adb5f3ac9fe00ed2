package io.tributary.store.rebuild;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What is committed on one topic, read by a consumer that belongs to no group. */
final class Log implements AutoCloseable {

    /** As the stores by default: a batch is a transaction. */
    private static final int BATCH = 500;

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Consumer<byte[], byte[]> consumer;
    private final String topic;
    private final int partitions;
    private final Headway headway;

    Log(KafkaProperties kafka, String topic, int partitions, Headway headway) {
        this.consumer =
                new KafkaConsumer<>(
                        config(kafka), new ByteArrayDeserializer(), new ByteArrayDeserializer());
        this.topic = topic;
        this.partitions = partitions;
        this.headway = headway;
    }

    private static Map<String, Object> config(KafkaProperties kafka) {
        Map<String, Object> config = kafka.buildConsumerProperties();
        config.remove(ConsumerConfig.GROUP_ID_CONFIG);
        config.remove(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG);
        config.remove(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG);
        config.remove(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG);
        config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, BATCH);
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        // A part of the log that is gone is never passed over.
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        return config;
    }

    /** What to do with a batch. */
    interface Batches {
        void take(List<ConsumerRecord<byte[], byte[]>> batch);
    }

    /** The first offset of every partition. */
    Map<Integer, Long> earliest() {
        return byNumber(consumer.beginningOffsets(all(), PATIENCE));
    }

    /** One past the last committed offset of every partition. */
    Map<Integer, Long> end() {
        return byNumber(consumer.endOffsets(all(), PATIENCE));
    }

    /**
     * Hands over everything from {@code from} to before {@code to}, in the order of each partition.
     *
     * @throws Refusal if what should be there does not come
     */
    void read(Map<Integer, Long> from, Map<Integer, Long> to, Batches batches) {
        Set<Integer> open = new TreeSet<>();
        to.forEach(
                (partition, end) -> {
                    if (from.getOrDefault(partition, 0L) < end) {
                        open.add(partition);
                    }
                });
        consumer.assign(open.stream().map(this::partition).toList());
        open.forEach(one -> consumer.seek(partition(one), from.getOrDefault(one, 0L)));
        headway.begin(
                topic,
                open.stream()
                        .mapToLong(one -> to.getOrDefault(one, 0L) - from.getOrDefault(one, 0L))
                        .sum());
        long since = System.nanoTime();
        while (!open.isEmpty()) {
            List<ConsumerRecord<byte[], byte[]>> batch = new ArrayList<>();
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofSeconds(1))) {
                if (record.offset() < to.getOrDefault(record.partition(), 0L)) {
                    batch.add(record);
                }
            }
            if (!batch.isEmpty()) {
                batches.take(batch);
                headway.passed(batch.size());
            }
            // By position, not by what was read: the end may be a marker of a transaction.
            if (open.removeIf(one -> isAt(one, to))) {
                consumer.assign(open.stream().map(this::partition).toList());
                since = System.nanoTime();
            } else if (!batch.isEmpty()) {
                since = System.nanoTime();
            } else if (System.nanoTime() - since > PATIENCE.toNanos()) {
                throw new Refusal(
                        "nothing came from %s, partitions %s, for %d s; is a broker down?"
                                .formatted(topic, open, PATIENCE.toSeconds()));
            }
        }
        headway.end();
    }

    private boolean isAt(int number, Map<Integer, Long> end) {
        return consumer.position(partition(number)) >= end.getOrDefault(number, 0L);
    }

    private List<TopicPartition> all() {
        List<TopicPartition> all = new ArrayList<>();
        for (int number = 0; number < partitions; number++) {
            all.add(partition(number));
        }
        return all;
    }

    private TopicPartition partition(int number) {
        return new TopicPartition(topic, number);
    }

    private static Map<Integer, Long> byNumber(Map<TopicPartition, Long> offsets) {
        Map<Integer, Long> byNumber = new TreeMap<>();
        offsets.forEach((partition, offset) -> byNumber.put(partition.partition(), offset));
        return byNumber;
    }

    @Override
    public void close() {
        consumer.close();
    }
}
