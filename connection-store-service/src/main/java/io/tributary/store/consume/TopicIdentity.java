package io.tributary.store.consume;

import io.tributary.store.ledger.Progress;

import java.util.List;

/** The inbox as this process found it; another topic of the same name has other offsets. */
final class TopicIdentity {

    private volatile String id = "";

    /**
     * @param partitions how many the topic has
     * @throws Refusal if the tables were derived from another topic
     */
    void confirm(String topicId, int partitions, Progress progress) {
        List<String> recorded = progress.topicIds();
        if (recorded.stream().anyMatch(other -> !other.equals(topicId))) {
            throw new Refusal(
                    "the tables were derived from nango.inbox with id %s, but here it has id %s."
                                    .formatted(recorded, topicId)
                            + " Connect to the Kafka of before, or derive the tables anew in an"
                            + " empty schema.");
        }
        Integer highest = progress.highestPartition();
        if (highest != null && highest >= partitions) {
            throw new Refusal(
                    "the tables know partition %d of nango.inbox, but it has only %d partitions"
                            .formatted(highest, partitions));
        }
        id = topicId;
    }

    String id() {
        if (id.isEmpty()) {
            throw new IllegalStateException("the inbox was not verified yet");
        }
        return id;
    }
}
