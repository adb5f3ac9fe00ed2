package io.tributary.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tributary.backing.BackingServices;
import io.tributary.events.Topic;
import io.tributary.events.Topics;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.RetriableException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;

class TopicProvisionerIT {

    private static final TopicLayout LAYOUT = new TopicLayout(3, (short) 1);

    private static Admin admin;

    @BeforeAll
    static void connect() {
        admin =
                Admin.create(
                        Map.of("bootstrap.servers", BackingServices.kafka().bootstrapServers()));
    }

    @AfterAll
    static void disconnect() {
        admin.close();
    }

    @Test
    void createsWhatIsDeclared() throws Exception {
        Topic inbox = renamed(Topics.INBOX);

        createOrVerify(inbox);

        assertThat(setting(inbox, "message.timestamp.type")).isEqualTo("LogAppendTime");
        assertThat(setting(inbox, "max.message.bytes")).isEqualTo("1048576");
        assertThat(setting(inbox, "retention.ms")).isEqualTo("7776000000");
        assertThat(partitions(inbox)).isEqualTo(3);
    }

    @Test
    void whatIsAsDeclaredIsTaken() {
        Topic state = renamed(Topics.CONNECTIONS_STATE);
        createOrVerify(state);

        createOrVerify(state);

        assertThat(setting(state, "cleanup.policy")).isEqualTo("compact");
    }

    @Test
    void anotherPartitionCountRefuses() throws Exception {
        Topic topic = existing(Topics.CONNECTIONS, 4, Topics.CONNECTIONS.policy());

        assertThatThrownBy(() -> createOrVerify(topic))
                .isInstanceOf(TopicMismatch.class)
                .hasMessageContaining(topic.name() + " has 4 partitions, declared are 3")
                .hasMessageContaining("tributary.topics.partitions");
        assertThat(partitions(topic)).isEqualTo(4);
    }

    @Test
    void anotherPolicyRefuses() throws Exception {
        Topic topic =
                existing(Topics.CONNECTIONS_STATE, 3, Map.of("cleanup.policy", "compact,delete"));

        assertThatThrownBy(() -> createOrVerify(topic))
                .isInstanceOf(TopicMismatch.class)
                .hasMessageContaining(topic.name())
                .hasMessageContaining("cleanup.policy");
    }

    @Test
    void timesOfTheSenderRefuse() throws Exception {
        Topic topic = existing(Topics.INBOX, 3, Map.of("message.timestamp.type", "CreateTime"));

        assertThatThrownBy(() -> createOrVerify(topic))
                .isInstanceOf(TopicMismatch.class)
                .hasMessageContaining("message.timestamp.type=CreateTime");
    }

    @Test
    void everyDifferenceIsNamedAtOnce() throws Exception {
        Topic few = existing(Topics.CONNECTIONS, 1, Topics.CONNECTIONS.policy());
        Topic small =
                existing(
                        Topics.DELIVERIES,
                        3,
                        Map.of(
                                "message.timestamp.type", "LogAppendTime",
                                "max.message.bytes", "1000"));

        assertThatThrownBy(() -> createOrVerify(few, small))
                .hasMessageContaining(few.name())
                .hasMessageContaining(small.name() + " has max.message.bytes=1000");
    }

    @Test
    void longerRetentionAndRoomForLargerRecordsAreTheOperatorsChoice() throws Exception {
        Topic topic =
                existing(
                        Topics.INBOX,
                        3,
                        Map.of(
                                "message.timestamp.type", "LogAppendTime",
                                "retention.ms", "-1",
                                "max.message.bytes", "9000000"));

        createOrVerify(topic);

        assertThat(setting(topic, "retention.ms")).isEqualTo("-1");
    }

    /** Creation is not seen by every broker at once, which is retriable: services try again too. */
    private static void createOrVerify(Topic... topics) {
        await().ignoreExceptionsMatching(RetriableException.class::isInstance)
                .untilAsserted(
                        () -> new TopicProvisioner(admin, LAYOUT).createOrVerify(List.of(topics)));
    }

    private static Topic renamed(Topic topic) {
        return new Topic(topic.name() + "-" + UUID.randomUUID(), topic.policy());
    }

    private static Topic existing(Topic declared, int partitions, Map<String, String> policy)
            throws Exception {
        Topic topic = renamed(declared);
        admin.createTopics(
                        List.of(new NewTopic(topic.name(), partitions, (short) 1).configs(policy)))
                .all()
                .get();
        return topic;
    }

    private static int partitions(Topic topic) throws Exception {
        return admin.describeTopics(List.of(topic.name()))
                .allTopicNames()
                .get()
                .get(topic.name())
                .partitions()
                .size();
    }

    private static String setting(Topic topic, String name) {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic.name());
        try {
            Config config = admin.describeConfigs(List.of(resource)).all().get().get(resource);
            return config.get(name).value();
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError(e);
        }
    }
}
