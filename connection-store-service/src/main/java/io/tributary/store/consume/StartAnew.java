package io.tributary.store.consume;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

import java.util.Set;

/** Starts partitions that are already consumed as if they had just been assigned. */
interface StartAnew {

    /**
     * Returns once it is done, however long that takes.
     *
     * @throws RuntimeException if it is refused, or the process goes down before
     */
    void of(Consumer<?, ?> consumer, Set<TopicPartition> partitions);
}
