package io.tributary.store.consume;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.springframework.kafka.listener.ConsumerAwareRebalanceListener;

import java.util.Collection;

/** Every assigned partition starts where the tables and the group's offsets say. */
final class StartOnAssignment implements ConsumerAwareRebalanceListener {

    private final Inbox inbox;
    private final Persistence persistence;

    StartOnAssignment(Inbox inbox, Persistence persistence) {
        this.inbox = inbox;
        this.persistence = persistence;
    }

    @Override
    public void onPartitionsAssigned(
            Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        persistence.untilDone("start of partitions", () -> inbox.seek(consumer, partitions));
    }

    @Override
    public void onPartitionsRevokedAfterCommit(
            Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        inbox.leave(partitions);
    }

    @Override
    public void onPartitionsLost(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        inbox.leave(partitions);
    }
}
