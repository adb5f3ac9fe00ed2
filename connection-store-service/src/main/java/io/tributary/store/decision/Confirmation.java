package io.tributary.store.decision;

import static io.tributary.events.ConnectionChange.Kind.BROKEN;
import static io.tributary.events.ConnectionChange.Kind.CREATED;

import io.tributary.events.ConnectionStatus;
import io.tributary.events.Observation;

import java.util.ArrayList;
import java.util.List;

/** A connection, or another one under the same key, that Nango says it has. */
final class Confirmation {

    private Confirmation() {}

    static Decision of(Trail trail, Observation.Present present, Doubts doubts) {
        return of(trail, present, doubts, List.of());
    }

    /**
     * @param before changes that the same input brought before this one
     */
    static Decision of(
            Trail trail, Observation.Present present, Doubts doubts, List<Change> before) {
        Facts facts = Facts.first(present.connection());
        Trail at =
                trail.readAt(present.read())
                        .confirmed(facts.nangoId())
                        .changed(facts.needUser() ? 2 : 1);
        List<Change> changes = new ArrayList<>(before);
        changes.add(new Change(CREATED, ConnectionStatus.ACTIVE, facts, null, trail.version() + 1));
        Doubts after = doubts.settledAt(present.basis()).goingOnFrom(facts.updatedAt());
        if (!facts.needUser()) {
            return new Decision(new State.Active(at, facts, after), changes, after.ask());
        }
        String error = Errors.of(doubts.question(), Facts.AUTH);
        changes.add(new Change(BROKEN, ConnectionStatus.BROKEN, facts, error, trail.version() + 2));
        return new Decision(new State.Broken(at, facts, after, error), changes, after.ask());
    }
}
