package io.tributary.store.rebuild;

import static java.util.Objects.requireNonNull;

import io.tributary.events.Topics;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;

import java.util.List;
import java.util.concurrent.ExecutionException;

/** What the brokers know beside the records. */
final class Brokers implements AutoCloseable {

    private final Admin admin;

    Brokers(KafkaProperties kafka) {
        this.admin = Admin.create(kafka.buildAdminProperties());
    }

    /**
     * The id of the inbox.
     *
     * @throws Refusal if it is not there, or has not as many partitions as configured
     */
    String inboxId(int partitions) {
        String name = Topics.INBOX.name();
        TopicDescription topic =
                requireNonNull(
                        answer(
                                        "asking for " + name,
                                        admin.describeTopics(List.of(name)).allTopicNames())
                                .get(name));
        if (topic.partitions().size() != partitions) {
            throw new Refusal(
                    "%s has %d partitions, but tributary.topics.partitions is %d"
                            .formatted(name, topic.partitions().size(), partitions));
        }
        return topic.topicId().toString();
    }

    private static <T> T answer(String what, KafkaFuture<T> future) {
        try {
            return future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted while " + what, e);
        } catch (ExecutionException e) {
            throw new Refusal("%s failed: %s".formatted(what, e.getCause()));
        }
    }

    @Override
    public void close() {
        admin.close();
    }
}
