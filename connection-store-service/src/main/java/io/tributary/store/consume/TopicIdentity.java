package io.tributary.store.consume;

import io.tributary.store.ledger.Progress;

import java.util.List;

/** The inbox as this process found it; another topic of the same name has other offsets. */
final class TopicIdentity {

    private volatile String id = "";
    private volatile int partitions;

    /**
     * @param count how many partitions the topic has
     * @throws Refusal if the tables were derived from another topic
     */
    void confirm(String topicId, int count, Progress progress) {
        List<String> recorded = progress.topicIds();
        if (recorded.stream().anyMatch(other -> !other.equals(topicId))) {
            throw new Refusal(
                    "the tables were derived from nango.inbox with id %s, but here it has id %s."
                                    .formatted(recorded, topicId)
                            + " Connect to the Kafka of before, or derive the tables from what was"
                            + " published: "
                            + Refusal.REBUILD);
        }
        Integer begun = progress.partitions();
        if (begun != null && begun != count) {
            throw new Refusal(
                    "the tables were derived from nango.inbox with %d partitions, but it has %d: the"
                                    .formatted(begun, count)
                            + " inputs of a connection would lie on two of them. The count never"
                            + " changes in place: start with a new topic, and derive the tables"
                            + " from what was published: "
                            + Refusal.REBUILD);
        }
        Integer highest = progress.highestPartition();
        if (highest != null && highest >= count) {
            throw new Refusal(
                    "the tables know partition %d of nango.inbox, but it has only %d partitions: %s"
                            .formatted(highest, count, Refusal.REBUILD));
        }
        progress.notePartitions(count);
        id = topicId;
        partitions = count;
    }

    int partitions() {
        return partitions;
    }

    String id() {
        if (id.isEmpty()) {
            throw new IllegalStateException("the inbox was not verified yet");
        }
        return id;
    }
}
