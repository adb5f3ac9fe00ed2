package io.tributary.store.parking;

import io.tributary.events.Topics;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** The bytes of parked inputs: on the inbox while they are there, else on the parked topic. */
public final class ParkedRecords implements AutoCloseable {

    private static final String COPIES = Topics.parked(Topics.INBOX).name();

    private final TopicRecords topics;

    ParkedRecords(TopicRecords topics) {
        this.topics = topics;
    }

    boolean holds(ParkedInput input) {
        Long copy = input.copyOffset();
        return topics.holds(partition(Topics.INBOX.name(), input), input.place().offset())
                || copy != null && topics.holds(partition(COPIES, input), copy);
    }

    /** As it came, or its copy, which has headers more; none if neither is there any more. */
    public @Nullable ConsumerRecord<byte[], byte @Nullable []> of(ParkedInput input) {
        ConsumerRecord<byte[], byte @Nullable []> original =
                topics.read(partition(Topics.INBOX.name(), input), input.place().offset());
        Long copy = input.copyOffset();
        return original != null || copy == null
                ? original
                : topics.read(partition(COPIES, input), copy);
    }

    private static TopicPartition partition(String topic, ParkedInput input) {
        return new TopicPartition(topic, input.place().partition());
    }

    @Override
    public void close() {
        topics.close();
    }
}
