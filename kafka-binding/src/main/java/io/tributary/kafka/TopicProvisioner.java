package io.tributary.kafka;

import static java.util.Objects.requireNonNull;

import io.tributary.events.Topic;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;

/**
 * Creates the declared topics that are missing and verifies those that exist. A service calls it
 * before it takes part: what differs refuses to start instead of losing order or history later.
 */
public final class TopicProvisioner {

    private static final Logger LOGGER = LoggerFactory.getLogger(TopicProvisioner.class);

    private final Admin admin;
    private final TopicLayout layout;

    public TopicProvisioner(Admin admin, TopicLayout layout) {
        this.admin = admin;
        this.layout = layout;
    }

    /**
     * @throws TopicMismatch if an existing topic has another partition count or a policy that
     *     breaks the contract
     * @throws KafkaException if the brokers cannot be reached or refuse; worth trying again if it
     *     is retriable
     */
    public void createOrVerify(Collection<Topic> topics) {
        create(topics);
        verify(topics);
    }

    private void create(Collection<Topic> topics) {
        Map<String, Topic> missing =
                topics.stream().collect(Collectors.toMap(Topic::name, topic -> topic));
        missing.keySet().removeAll(await(admin.listTopics().names()));
        admin.createTopics(missing.values().stream().map(this::newTopic).toList())
                .values()
                .forEach(
                        (name, created) -> {
                            try {
                                await(created);
                                LOGGER.atInfo().addKeyValue("topicName", name).log("topic created");
                            } catch (TopicExistsException e) {
                                // Another service was quicker; it is verified like any other.
                                LOGGER.atDebug().addKeyValue("topicName", name).log("topic exists");
                            }
                        });
    }

    private NewTopic newTopic(Topic topic) {
        return new NewTopic(topic.name(), layout.partitions(), layout.replicationFactor())
                .configs(declared(topic));
    }

    private Map<String, String> declared(Topic topic) {
        Map<String, String> settings = new LinkedHashMap<>(topic.policy());
        settings.put("min.insync.replicas", Integer.toString(layout.minInsyncReplicas()));
        return settings;
    }

    private void verify(Collection<Topic> topics) {
        List<String> names = topics.stream().map(Topic::name).toList();
        Map<String, TopicDescription> found = await(admin.describeTopics(names).allTopicNames());
        Map<ConfigResource, Config> settings =
                await(admin.describeConfigs(names.stream().map(this::resource).toList()).all());
        List<String> differences = new ArrayList<>();
        for (Topic topic : topics) {
            int partitions = requireNonNull(found.get(topic.name())).partitions().size();
            if (partitions != layout.partitions()) {
                differences.add(
                        "%s has %d partitions, declared are %d (tributary.topics.partitions)"
                                .formatted(topic.name(), partitions, layout.partitions()));
            }
            differences.addAll(
                    TopicPolicy.differences(
                            topic,
                            declared(topic),
                            requireNonNull(settings.get(resource(topic.name())))));
        }
        if (!differences.isEmpty()) {
            throw new TopicMismatch(differences);
        }
    }

    private ConfigResource resource(String topic) {
        return new ConfigResource(ConfigResource.Type.TOPIC, topic);
    }

    private static <T> T await(KafkaFuture<T> future) {
        try {
            return future.get();
        } catch (InterruptedException e) {
            // Sets the interrupt flag again.
            throw new InterruptException(e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException cause
                    ? cause
                    : new KafkaException("asking the brokers about topics failed", e.getCause());
        }
    }
}
