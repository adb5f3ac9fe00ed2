package io.tributary.store.walk;

import io.tributary.events.Topics;
import io.tributary.store.ledger.Census;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;

/**
 * Whether the tables hold everything that stood in the inbox, in all its partitions, when a walk
 * was first to begin: what came later is the walk's to tell apart, and would never end.
 */
final class WholeInbox {

    private static final int LONGEST_MILLIS = 10_000;

    private final Map<String, Object> adminConfig;
    private final Census census;
    private final Frontier frontier;

    WholeInbox(Map<String, Object> adminConfig, Census census, Clock clock) {
        this.adminConfig = new HashMap<>(adminConfig);
        this.adminConfig.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, LONGEST_MILLIS);
        this.adminConfig.putIfAbsent(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, LONGEST_MILLIS);
        this.census = census;
        this.frontier = new Frontier(clock);
    }

    /**
     * The inbox's number of partitions; empty while something of it is not applied.
     *
     * @throws KafkaException if the brokers do not tell
     */
    OptionalInt partitionsIfApplied() throws InterruptedException {
        return frontier.reached(ends(), census.applied());
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
