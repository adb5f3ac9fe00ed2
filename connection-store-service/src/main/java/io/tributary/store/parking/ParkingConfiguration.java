package io.tributary.store.parking;

import io.tributary.store.publish.QuietTemplate;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.kafka.core.ProducerFactory;
import org.springframework.transaction.support.TransactionTemplate;

import java.time.Clock;
import java.util.Map;
import java.util.function.Supplier;

/** Puts together what operators do with parked inputs. */
@Configuration(proxyBeanMethods = false)
class ParkingConfiguration {

    private static final int FETCH = 64 * 1024;

    @Bean
    ParkedList parkedList(JdbcTemplate jdbc) {
        return new ParkedList(jdbc);
    }

    @Bean
    ParkedCopies parkedCopies(KafkaProperties kafka, JdbcTemplate jdbc) {
        Map<String, Object> config = reader(kafka);
        return new ParkedCopies(() -> consumer(config), jdbc);
    }

    @Bean
    OpenParked openParked(ParkedList list, Clock clock) {
        return new OpenParked(list, clock);
    }

    /** To be closed after use. */
    @Bean
    Supplier<ParkedRecords> parkedRecords(KafkaProperties kafka) {
        Map<String, Object> config = reader(kafka);
        // One record is wanted at a time; a larger one comes all the same.
        config.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, FETCH);
        return () -> new ParkedRecords(new TopicRecords(consumer(config)));
    }

    @Bean
    Redrive redrive(
            ParkedList list,
            ParkedCopies copies,
            Supplier<ParkedRecords> parkedRecords,
            JdbcTemplate jdbc,
            DataSourceTransactionManager transactions,
            @Qualifier("plainProducers") ProducerFactory<byte[], byte[]> producers) {
        RedriveMarks marks =
                new RedriveMarks(
                        jdbc, new TransactionTemplate(transactions), QuietTemplate.of(producers));
        return new Redrive(list, copies, parkedRecords, marks);
    }

    private static Map<String, Object> reader(KafkaProperties kafka) {
        Map<String, Object> config = kafka.buildConsumerProperties();
        // It reads by offset and is nobody's member.
        config.remove(ConsumerConfig.GROUP_ID_CONFIG);
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        // What is asked for is there: waiting for more only delays the answer.
        config.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 20);
        config.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 10_000);
        config.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
        return config;
    }

    private static Consumer<byte[], byte[]> consumer(Map<String, Object> config) {
        return new KafkaConsumer<>(
                config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }
}
