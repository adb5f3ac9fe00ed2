package io.tributary.store.rebuild;

import static java.util.Objects.requireNonNull;

import io.tributary.events.Topics;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

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
        TopicDescription topic = describe(name);
        if (topic.partitions().size() != partitions) {
            throw new Refusal(
                    "%s has %d partitions, but tributary.topics.partitions is %d"
                            .formatted(name, topic.partitions().size(), partitions));
        }
        return topic.topicId().toString();
    }

    int partitions(String topic) {
        return describe(topic).partitions().size();
    }

    private TopicDescription describe(String name) {
        return requireNonNull(
                answer("asking for " + name, admin.describeTopics(List.of(name)).allTopicNames())
                        .get(name));
    }

    /** The group's offsets on the inbox, by partition, once no transaction is open on them. */
    Map<Integer, Long> committed(String group) {
        Map<Integer, Long> committed = new TreeMap<>();
        answer(
                        "asking for the offsets of group " + group,
                        admin.listConsumerGroupOffsets(
                                        group,
                                        new ListConsumerGroupOffsetsOptions().requireStable(true))
                                .partitionsToOffsetAndMetadata())
                .forEach(
                        (partition, offset) -> {
                            if (offset != null && partition.topic().equals(Topics.INBOX.name())) {
                                committed.put(partition.partition(), offset.offset());
                            }
                        });
        return committed;
    }

    /** One past the last offset of every partition, whether or not it is committed yet. */
    Map<Integer, Long> end(String topic, int partitions) {
        Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
        for (int number = 0; number < partitions; number++) {
            asked.put(new TopicPartition(topic, number), OffsetSpec.latest());
        }
        Map<Integer, Long> end = new TreeMap<>();
        answer("asking for the end of " + topic, admin.listOffsets(asked).all())
                .forEach((partition, found) -> end.put(partition.partition(), found.offset()));
        return end;
    }

    /** Who consumes in the group now: client id and host of each. */
    List<String> members(String group) {
        KafkaFuture<Map<String, ConsumerGroupDescription>> described =
                admin.describeConsumerGroups(List.of(group)).all();
        // The brokers forget a group that nobody consumed in for a week.
        return answer(
                        "asking for the members of group " + group,
                        described
                                .toCompletionStage()
                                .exceptionallyCompose(
                                        failure ->
                                                isUnknown(failure)
                                                        ? CompletableFuture.completedStage(Map.of())
                                                        : CompletableFuture.failedStage(failure))
                                .toCompletableFuture())
                .values()
                .stream()
                .flatMap(one -> one.members().stream())
                .map(one -> one.clientId() + " at " + one.host())
                .toList();
    }

    private static boolean isUnknown(Throwable failure) {
        return failure instanceof GroupIdNotFoundException
                || failure.getCause() instanceof GroupIdNotFoundException;
    }

    private static <T> T answer(String what, Future<T> future) {
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
