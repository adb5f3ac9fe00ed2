package io.tributary.store.consume;

import static java.util.Objects.requireNonNull;

import io.tributary.events.Topic;
import io.tributary.events.Topics;
import io.tributary.kafka.TopicLayout;
import io.tributary.kafka.TopicMismatch;
import io.tributary.kafka.TopicProvisioner;
import io.tributary.store.ledger.Progress;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;

/**
 * Before anything is consumed: the topics are there, as declared, and the inbox is the known one.
 */
final class TopicCheck {

    private static final List<Topic> TOPICS =
            List.of(
                    Topics.INBOX,
                    Topics.CONNECTIONS,
                    Topics.CONNECTIONS_STATE,
                    Topics.parked(Topics.INBOX));

    private final Map<String, Object> adminConfig;
    private final TopicLayout layout;
    private final Progress progress;
    private final TopicIdentity identity;

    TopicCheck(
            Map<String, Object> adminConfig,
            TopicLayout layout,
            Progress progress,
            TopicIdentity identity) {
        this.adminConfig = adminConfig;
        this.layout = layout;
        this.progress = progress;
        this.identity = identity;
    }

    /**
     * @throws Refusal if what is there is not what was declared, or not what was applied
     */
    void run() {
        try (Admin admin = Admin.create(adminConfig)) {
            new TopicProvisioner(admin, layout).createOrVerify(TOPICS);
            confirmInbox(admin);
        } catch (TopicMismatch e) {
            throw new Refusal(String.valueOf(e.getMessage()));
        }
    }

    /**
     * The topic may have been deleted and made anew since the start: offsets of one say nothing on
     * the other.
     *
     * @throws Refusal if it is not the one that was applied
     */
    void confirmInbox() {
        try (Admin admin = Admin.create(adminConfig)) {
            confirmInbox(admin);
        }
    }

    private void confirmInbox(Admin admin) {
        TopicDescription inbox = describe(admin);
        identity.confirm(inbox.topicId().toString(), inbox.partitions().size(), progress);
    }

    private static TopicDescription describe(Admin admin) {
        String name = Topics.INBOX.name();
        try {
            return requireNonNull(
                    admin.describeTopics(List.of(name)).allTopicNames().get().get(name));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted while asking for the inbox", e);
        } catch (ExecutionException e) {
            throw new KafkaException("asking for the inbox failed", e);
        }
    }
}
