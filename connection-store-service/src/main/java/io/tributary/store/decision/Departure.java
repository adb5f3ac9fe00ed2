package io.tributary.store.decision;

import io.tributary.events.ConnectionChange.Kind;
import io.tributary.events.ConnectionStatus;

import java.util.List;

/** A connection that is gone for two reasons. */
final class Departure {

    private Departure() {}

    static Decision of(Trail trail, Facts facts) {
        return new Decision(
                new State.Deleted(trail.changed(1)), List.of(change(trail, facts)), Ask.NOTHING);
    }

    static Change change(Trail trail, Facts facts) {
        return new Change(Kind.DELETED, ConnectionStatus.DELETED, facts, null, trail.version() + 1);
    }
}
