package io.tributary.store.consume;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.DefaultTransactionIdSuffixStrategy;

import java.util.HashMap;
import java.util.Map;

/** Kafka's clients as the promises of this service need them, over the operator's settings. */
final class KafkaClients {

    /** Parked inputs are a little larger than the largest input. */
    private static final int LARGEST_REQUEST = 4 * 1024 * 1024;

    /**
     * A transaction that begins while the marks of the one before are still being written is turned
     * away for a millisecond or two, and Kafka's client waits its usual 100 ms before it asks
     * again: 102 ms for each of two in a row, 1 to 3 ms with this (KAFKA-20000). Records that fail
     * for longer are sent again at ever longer intervals, up to a second; a coordinator that is
     * still loading is asked every two milliseconds until it is there.
     */
    private static final int RETRY_MILLIS = 2;

    private KafkaClients() {}

    static DefaultKafkaConsumerFactory<byte[], byte[]> consumers(
            KafkaProperties kafka, InboxSettings settings) {
        Map<String, Object> config = kafka.buildConsumerProperties();
        config.put(ConsumerConfig.GROUP_ID_CONFIG, settings.inbox().group());
        config.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        config.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, settings.inbox().batch());
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        // Where reading starts is ours to say, and never "wherever".
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        config.putIfAbsent(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 15_000);
        return new DefaultKafkaConsumerFactory<>(config);
    }

    /** Reads what is committed, and belongs to no group. */
    static Consumer<byte[], byte[]> reader(KafkaProperties kafka, InboxSettings settings) {
        Map<String, Object> config =
                new HashMap<>(consumers(kafka, settings).getConfigurationProperties());
        config.remove(ConsumerConfig.GROUP_ID_CONFIG);
        config.remove(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG);
        return new KafkaConsumer<>(config);
    }

    static DefaultKafkaProducerFactory<byte[], byte[]> transactional(
            KafkaProperties kafka, InboxSettings settings) {
        Map<String, Object> config = producer(kafka);
        config.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, 15_000);
        config.putIfAbsent(ProducerConfig.RETRY_BACKOFF_MS_CONFIG, RETRY_MILLIS);
        DefaultKafkaProducerFactory<byte[], byte[]> producers =
                new DefaultKafkaProducerFactory<>(config);
        // One id, always the same: whoever uses it next settles what the one before left open.
        producers.setTransactionIdSuffixStrategy(new DefaultTransactionIdSuffixStrategy(1));
        producers.setTransactionIdPrefix("connection-store-" + settings.effectiveInstance() + "-");
        return producers;
    }

    static DefaultKafkaProducerFactory<byte[], byte[]> plain(KafkaProperties kafka) {
        Map<String, Object> config = producer(kafka);
        // Whoever sends waits for the acknowledgement, mostly of one record.
        config.putIfAbsent(ProducerConfig.LINGER_MS_CONFIG, 0);
        return new DefaultKafkaProducerFactory<>(config);
    }

    private static Map<String, Object> producer(KafkaProperties kafka) {
        Map<String, Object> config = kafka.buildProducerProperties();
        config.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        config.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        config.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, LARGEST_REQUEST);
        config.putIfAbsent(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        config.putIfAbsent(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
        config.putIfAbsent(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 12_000);
        config.putIfAbsent(ProducerConfig.MAX_BLOCK_MS_CONFIG, 12_000);
        return config;
    }
}
