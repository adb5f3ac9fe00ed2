package io.tributary.kafka;

/**
 * The installation's part of a topic's declaration.
 *
 * @param partitions of every topic; never changed in place
 * @param replicationFactor used when a topic is created; 3 in production, with {@code
 *     min.insync.replicas} 2
 */
public record TopicLayout(int partitions, short replicationFactor) {

    public TopicLayout {
        if (partitions < 1) {
            throw new IllegalArgumentException("partitions must be at least 1, got " + partitions);
        }
        if (replicationFactor < 1) {
            throw new IllegalArgumentException(
                    "replicationFactor must be at least 1, got " + replicationFactor);
        }
    }

    /** An acknowledged record survives the loss of a broker wherever there is more than one. */
    int minInsyncReplicas() {
        return Math.max(1, replicationFactor - 1);
    }
}
