package io.tributary.store.ledger;

import io.tributary.events.CloudEvent;
import io.tributary.events.ConnectionChange;
import io.tributary.store.inbox.Reason;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Recorded for good, and now to be told. */
public sealed interface Outgoing {

    int partition();

    long offset();

    /**
     * A change.
     *
     * @param n which of the input's changes it is
     * @param change what changed
     * @param event the same as it is published, byte for byte; its subject is the connection's key
     */
    record Changed(int partition, long offset, int n, ConnectionChange change, CloudEvent event)
            implements Outgoing {}

    /** An input to put aside with its reason. */
    record Aside(ConsumerRecord<byte[], byte @Nullable []> record, Reason reason)
            implements Outgoing {
        @Override
        public int partition() {
            return record.partition();
        }

        @Override
        public long offset() {
            return record.offset();
        }
    }
}
