package io.tributary.worker.topic;

import io.tributary.events.Topic;
import io.tributary.events.Topics;
import io.tributary.kafka.TopicMismatch;
import io.tributary.kafka.TopicProvisioner;
import io.tributary.worker.definition.Definitions;

import org.apache.kafka.clients.admin.Admin;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.stereotype.Component;

import java.util.ArrayList;
import java.util.List;

/** Creates or verifies the topics that this worker reads and writes. */
@Component
public class TopicCheck {

    private final KafkaAdmin brokers;
    private final TopicsSettings settings;
    private final Definitions definitions;

    TopicCheck(KafkaAdmin brokers, TopicsSettings settings, Definitions definitions) {
        this.brokers = brokers;
        this.settings = settings;
        this.definitions = definitions;
    }

    /**
     * @throws TopicMismatch if one is not as declared; waiting does not help
     * @throws RuntimeException if the brokers are not there
     */
    public void run() {
        try (Admin admin = Admin.create(brokers.getConfigurationProperties())) {
            new TopicProvisioner(admin, settings.layout()).createOrVerify(topics());
        }
    }

    private List<Topic> topics() {
        List<Topic> topics = new ArrayList<>();
        topics.add(Topics.CONNECTIONS);
        topics.add(Topics.parked(Topics.CONNECTIONS));
        topics.add(Topics.SYNC_RUNS);
        definitions.models().forEach(model -> topics.add(Topics.records(model)));
        return topics;
    }
}
