package io.tributary.worker.run;

import io.tributary.events.ConnectionKey;
import io.tributary.events.DerivedId;

import java.util.UUID;

/** One connection's pulls of one model: of its runs at most one is under way or paused. */
public record SyncKey(ConnectionKey connection, String model) {

    /** Opaque, and the same on every worker and after every rebuild. */
    public UUID id() {
        return DerivedId.ofConsequence(connection.encoded(), 0, "sync/" + model);
    }
}
