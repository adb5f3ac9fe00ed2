package io.tributary.store.walk;

import io.tributary.events.Topics;
import io.tributary.store.ledger.Census;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;

/** Whether the tables hold everything that stands in the inbox now, in all its partitions. */
final class WholeInbox {

    private static final int LONGEST_MILLIS = 10_000;

    private final Map<String, Object> adminConfig;
    private final Census census;

    WholeInbox(Map<String, Object> adminConfig, Census census) {
        this.adminConfig = new HashMap<>(adminConfig);
        this.adminConfig.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, LONGEST_MILLIS);
        this.adminConfig.putIfAbsent(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, LONGEST_MILLIS);
        this.census = census;
    }

    /**
     * The inbox's number of partitions; empty while something of it is not applied.
     *
     * @throws KafkaException if the brokers do not tell
     */
    OptionalInt partitionsIfApplied() throws InterruptedException {
        Map<Integer, Long> ends = ends();
        Map<Integer, Long> applied = census.applied();
        boolean all =
                ends.entrySet().stream()
                        .allMatch(end -> applied.getOrDefault(end.getKey(), -1L) >= end.getValue());
        return all ? OptionalInt.of(ends.size()) : OptionalInt.empty();
    }

    private Map<Integer, Long> ends() throws InterruptedException {
        String inbox = Topics.INBOX.name();
        try (Admin admin = Admin.create(adminConfig)) {
            Map<TopicPartition, OffsetSpec> latest =
                    admin.describeTopics(List.of(inbox)).allTopicNames().get().values().stream()
                            .flatMap(topic -> topic.partitions().stream())
                            .map(one -> new TopicPartition(inbox, one.partition()))
                            .collect(Collectors.toMap(one -> one, _ -> OffsetSpec.latest()));
            Map<TopicPartition, ListOffsetsResultInfo> ends = admin.listOffsets(latest).all().get();
            return ends.entrySet().stream()
                    .collect(
                            Collectors.toMap(
                                    end -> end.getKey().partition(),
                                    end -> end.getValue().offset()));
        } catch (ExecutionException e) {
            throw new KafkaException("asking for the inbox's end failed", e);
        }
    }
}
