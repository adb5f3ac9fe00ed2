package io.tributary.store.consume;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicCollection;
import org.apache.kafka.common.Uuid;
import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/**
 * Whether the inbox that the tables know is still there. Made anew under a running consumer, it is
 * read on at the offsets of the one before: what lies before them would be lost, the rest taken for
 * other inputs. Asked once a batch was read, and answered while it is recorded; a batch that is not
 * of the known one is not published, and its partitions are started anew, which refuses.
 */
final class SameInbox implements AutoCloseable {

    private static final int LONGEST_MILLIS = 10_000;

    private final Map<String, Object> adminConfig;
    private final TopicIdentity identity;
    private @Nullable Admin admin;

    SameInbox(Map<String, Object> adminConfig, TopicIdentity identity) {
        this.adminConfig = new HashMap<>(adminConfig);
        this.adminConfig.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, LONGEST_MILLIS);
        this.adminConfig.putIfAbsent(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, LONGEST_MILLIS);
        this.identity = identity;
    }

    /** A question that is under way. */
    interface Asked {
        /**
         * Waits for the answer.
         *
         * @throws KafkaException if it is another topic by now, or the brokers do not tell
         */
        void confirm();
    }

    Asked ask() {
        Uuid known = Uuid.fromString(identity.id());
        Future<?> answer =
                admin().describeTopics(TopicCollection.ofTopicIds(List.of(known))).allTopicIds();
        return () -> await(answer);
    }

    private static void await(Future<?> answer) {
        try {
            answer.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted while asking for the known inbox", e);
        } catch (ExecutionException e) {
            throw new KafkaException("the inbox that the tables know is not told of", e);
        }
    }

    private synchronized Admin admin() {
        if (admin == null) {
            admin = Admin.create(adminConfig);
        }
        return admin;
    }

    @Override
    public synchronized void close() {
        if (admin != null) {
            admin.close();
        }
    }
}
