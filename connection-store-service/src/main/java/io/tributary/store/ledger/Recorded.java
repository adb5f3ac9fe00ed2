package io.tributary.store.ledger;

import io.tributary.events.CloudEvent;
import io.tributary.events.ConnectionChange;

import java.util.UUID;

/** One line of the history, not yet written. */
record Recorded(
        int partition,
        long offset,
        int n,
        UUID connection,
        int generation,
        long version,
        String causeTopic,
        String causeId,
        String causeType,
        ConnectionChange change,
        CloudEvent event) {

    Outgoing.Changed outgoing() {
        return new Outgoing.Changed(partition, offset, n, change, event);
    }
}
