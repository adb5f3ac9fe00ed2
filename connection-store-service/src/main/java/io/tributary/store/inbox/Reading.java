package io.tributary.store.inbox;

import io.tributary.events.CloudEvent;
import io.tributary.events.ConnectionKey;
import io.tributary.store.decision.Input;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** A record of the inbox after one look at it. */
public sealed interface Reading {

    ConsumerRecord<byte[], byte @Nullable []> record();

    default int partition() {
        return record().partition();
    }

    default long offset() {
        return record().offset();
    }

    record Readable(
            ConsumerRecord<byte[], byte @Nullable []> record,
            ConnectionKey key,
            CloudEvent event,
            Input input)
            implements Reading {}

    /**
     * To be parked.
     *
     * @param key of the connection it concerns, if that much could be read
     */
    record Unreadable(
            ConsumerRecord<byte[], byte @Nullable []> record,
            @Nullable ConnectionKey key,
            Reason reason)
            implements Reading {}
}
