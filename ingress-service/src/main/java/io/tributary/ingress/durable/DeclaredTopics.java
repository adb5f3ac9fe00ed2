package io.tributary.ingress.durable;

import io.tributary.events.Topic;
import io.tributary.events.Topics;
import io.tributary.kafka.TopicMismatch;
import io.tributary.kafka.TopicProvisioner;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication.AbandonedRunException;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.stereotype.Component;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The topics this service writes, brought to what is declared before anything is written. */
@Component
class DeclaredTopics {

    static final List<Topic> WRITTEN = List.of(Topics.INBOX, Topics.DELIVERIES);

    private static final Logger LOGGER = LoggerFactory.getLogger(DeclaredTopics.class);
    private static final int ADMIN_PATIENCE_MS = 10_000;
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final KafkaAdmin connection;
    private final KafkaTemplate<byte[], byte[]> kafka;
    private final TopicSettings settings;
    private final ConfigurableApplicationContext context;

    DeclaredTopics(
            KafkaAdmin connection,
            KafkaTemplate<byte[], byte[]> kafka,
            TopicSettings settings,
            ConfigurableApplicationContext context) {
        this.connection = connection;
        this.kafka = kafka;
        this.settings = settings;
        this.context = context;
    }

    /**
     * Returns once the topics are there and right and the producer has their metadata; waits for
     * brokers that cannot be reached.
     *
     * @throws TopicMismatch if a topic is not as declared
     */
    void await() throws InterruptedException {
        while (!verified()) {
            Thread.sleep(PAUSE);
            if (!context.isActive()) {
                throw new AbandonedRunException();
            }
        }
    }

    private boolean verified() {
        Map<String, Object> properties = new HashMap<>(connection.getConfigurationProperties());
        properties.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, ADMIN_PATIENCE_MS);
        properties.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, ADMIN_PATIENCE_MS / 2);
        try (Admin admin = Admin.create(properties)) {
            new TopicProvisioner(admin, settings.layout()).createOrVerify(WRITTEN);
            WRITTEN.forEach(topic -> kafka.partitionsFor(topic.name()));
            return true;
        } catch (KafkaException e) {
            LOGGER.atWarn()
                    .addKeyValue("cause", e.getMessage())
                    .log("waiting for Kafka; not ready, deliveries are answered 503");
            return false;
        }
    }
}
