package io.tributary.backing;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A topic of one partition as a client sees it. */
record Topic(String bootstrapServers, String name) {

    static Topic create(Kafka kafka, String name) throws Exception {
        try (var admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(name, 1, (short) 1)))
                    .all()
                    .get(60, TimeUnit.SECONDS);
        }
        return new Topic(kafka.bootstrapServers(), name);
    }

    void append(String value) throws Exception {
        append(value, Duration.ofSeconds(60));
    }

    void append(String value, Duration patience) throws Exception {
        Map<String, Object> settings =
                Map.of(
                        "bootstrap.servers",
                        bootstrapServers,
                        "acks",
                        "all",
                        "max.block.ms",
                        patience.toMillis(),
                        "request.timeout.ms",
                        (int) patience.toMillis() / 2,
                        "linger.ms",
                        0,
                        "delivery.timeout.ms",
                        (int) patience.toMillis());
        var strings = new StringSerializer();
        try (var producer = new KafkaProducer<>(settings, strings, strings)) {
            producer.send(new ProducerRecord<>(name, value))
                    .get(2 * patience.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    List<String> values(int atLeast) {
        Map<String, Object> settings = Map.of("bootstrap.servers", bootstrapServers);
        var strings = new StringDeserializer();
        try (var consumer = new KafkaConsumer<>(settings, strings, strings)) {
            var partition = new TopicPartition(name, 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            var values = new ArrayList<String>();
            long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
            while (values.size() < atLeast && System.nanoTime() < deadline) {
                consumer.poll(Duration.ofMillis(200)).forEach(r -> values.add(r.value()));
            }
            return values;
        }
    }
}
