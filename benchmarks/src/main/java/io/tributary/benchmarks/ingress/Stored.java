package io.tributary.benchmarks.ingress;

import io.tributary.backing.Kafka;
import io.tributary.events.Topic;
import io.tributary.events.Topics;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;

/** Counts what is on the topics: a fast answer to what was not kept would be worth nothing. */
final class Stored {

    private Stored() {}

    /**
     * @throws IllegalStateException if a topic has more or fewer records than deliveries were
     *     accepted for it
     */
    static void check(Kafka kafka, Mix accepted) throws ExecutionException, InterruptedException {
        try (Admin admin =
                Admin.create(
                        Map.of(
                                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                                kafka.bootstrapServers()))) {
            check(Topics.INBOX, accepted.inbox(), count(admin, Topics.INBOX));
            check(
                    Topics.DELIVERIES,
                    accepted.all() - accepted.inbox(),
                    count(admin, Topics.DELIVERIES));
        }
    }

    private static void check(Topic topic, long accepted, long stored) {
        if (accepted != stored) {
            throw new IllegalStateException(
                    "%s has %,d records of %,d accepted deliveries"
                            .formatted(topic.name(), stored, accepted));
        }
    }

    private static long count(Admin admin, Topic topic)
            throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetSpec> ends =
                admin.describeTopics(List.of(topic.name())).allTopicNames().get().values().stream()
                        .flatMap(description -> description.partitions().stream())
                        .map(partition -> new TopicPartition(topic.name(), partition.partition()))
                        .collect(Collectors.toMap(one -> one, _ -> OffsetSpec.latest()));
        return admin.listOffsets(ends).all().get().values().stream()
                .mapToLong(ListOffsetsResultInfo::offset)
                .sum();
    }
}
