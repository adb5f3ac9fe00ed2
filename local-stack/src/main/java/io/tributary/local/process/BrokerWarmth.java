package io.tributary.local.process;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;

/**
 * Makes a broker append, on a topic that is deleted again: its first append loads and compiles as
 * much as the next hundred, and the first webhook would wait for it.
 */
final class BrokerWarmth {
    private static final Logger LOGGER = LoggerFactory.getLogger(BrokerWarmth.class);
    private static final String TOPIC = "tributary.local.warm-up";
    private static final int PARTITIONS = 12;
    private static final int RECORDS = 240;
    private static final int PATIENCE_MS = 20_000;

    private BrokerWarmth() {}

    static void reach(String bootstrapServers) throws InterruptedException {
        try (var admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            deleteIfThere(admin);
            admin.createTopics(List.of(new NewTopic(TOPIC, PARTITIONS, (short) 1))).all().get();
            append(bootstrapServers);
            admin.deleteTopics(List.of(TOPIC)).all().get();
        } catch (ExecutionException e) {
            LOGGER.atWarn()
                    .addKeyValue("cause", String.valueOf(e.getCause()))
                    .log("the broker could not be warmed; the first webhook will be slower");
        }
    }

    private static void append(String bootstrapServers)
            throws ExecutionException, InterruptedException {
        Map<String, Object> settings =
                Map.of(
                        "bootstrap.servers",
                        bootstrapServers,
                        "acks",
                        "all",
                        "compression.type",
                        "lz4",
                        "max.block.ms",
                        PATIENCE_MS,
                        "request.timeout.ms",
                        PATIENCE_MS / 2,
                        "delivery.timeout.ms",
                        PATIENCE_MS);
        var bytes = new ByteArraySerializer();
        try (var producer = new KafkaProducer<>(settings, bytes, bytes)) {
            byte[] value = new byte[512];
            for (int i = 0; i < RECORDS; i++) {
                producer.send(new ProducerRecord<>(TOPIC, i % PARTITIONS, null, value)).get();
            }
        }
    }

    /** An earlier start may have been cut short. */
    private static void deleteIfThere(Admin admin) throws ExecutionException, InterruptedException {
        if (admin.listTopics().names().get().contains(TOPIC)) {
            admin.deleteTopics(List.of(TOPIC)).all().get();
        }
    }
}
