package io.tributary.store.walk;

import io.tributary.nango.api.ConnectionSummary;
import io.tributary.store.decision.Facts;
import io.tributary.store.decision.State;
import io.tributary.store.question.Observed;

import org.jspecify.annotations.Nullable;

/** A row of the list compared with what is known of its connection. */
enum Finding {
    /** Nothing was ever answered of it: the list settles it. */
    NEW,
    /** It is known otherwise or not enough, and the list may be old: to be asked singly. */
    DIFFERS,
    /** As known, or claimed and being asked about already. */
    SAME;

    static Finding of(@Nullable State known, ConnectionSummary row) {
        return switch (known) {
            case null -> NEW;
            // A deleted one that is listed came back, or the replica does not know yet.
            case State.Gone gone -> answered(gone) ? DIFFERS : NEW;
            case State.Pending pending -> answered(pending) ? SAME : NEW;
            case State.Live live -> live(live, row);
        };
    }

    /**
     * Nango confirmed it once, or said that it does not have it: the list may be older than that.
     */
    private static boolean answered(State state) {
        return state.trail().known() || state.trail().read() > 0;
    }

    private static Finding live(State.Live live, ConnectionSummary row) {
        Facts facts = live.facts();
        boolean broken = live instanceof State.Broken;
        boolean differs =
                row.nangoId() != facts.nangoId()
                        || row.hasAuthError() != broken
                        || facts.then(Observed.of(row)).differFrom(facts)
                        || neverUpdated(live)
                        || waitsForAWalk(live);
        return differs ? DIFFERS : SAME;
    }

    /**
     * Only an answer says when it was last updated, without which no re-authorisation can be told.
     * A broken one needs that not, and may be made to fail again by the question.
     */
    private static boolean neverUpdated(State.Live live) {
        return live instanceof State.Active && live.facts().updatedAt() == null;
    }

    /**
     * It was missing once, or a question about it was: that it is listed speaks for it, but only an
     * answer clears it. An absence leaves whatever question is open to the next walk.
     */
    private static boolean waitsForAWalk(State.Live live) {
        return live.doubts().miss() != null || live.question() != null;
    }
}
