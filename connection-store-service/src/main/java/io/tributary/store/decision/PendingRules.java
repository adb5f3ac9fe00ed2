package io.tributary.store.decision;

import io.tributary.events.Observation;
import io.tributary.store.decision.Question.Kind;

/** Row "pending" of the table. */
final class PendingRules {

    private PendingRules() {}

    static Decision decide(State.Pending state, Input input) {
        return switch (input) {
            case Input.Authorized c -> coalesced(state, Kind.NEW, c.offset());
            case Input.Parked parked -> coalesced(state, Kind.PARKED, parked.offset());
            case Input.Seen p -> seen(state, p.observation());
            case Input.Missing a -> missing(state, a.observation());
            case Input.Restated s -> Restating.of(state, s);
            case Input.AuthorizationFailed _,
                    Input.RefreshFailed _,
                    Input.RefreshRecovered _,
                    Input.DeletionClaimed _,
                    Input.Unrecognised _ ->
                    Decision.same(state);
        };
    }

    private static Decision coalesced(State.Pending state, Kind kind, long offset) {
        return Decision.quiet(
                new State.Pending(
                        state.trail().authorizedAt(offset),
                        state.question().and(Question.opened(kind, offset))),
                Ask.NOW);
    }

    /** An answer older than the claim confirms the connection, not what was claimed of it. */
    private static Decision seen(State.Pending state, Observation.Present present) {
        if (!Acceptance.ofPresent(state.trail(), present)) {
            return Decision.same(state);
        }
        Question open = state.question();
        Question claimed = new Question(Kind.REAUTH, open.first(), open.last(), null, null, false);
        return Confirmation.of(state.trail(), present, Doubts.NONE.raise(claimed));
    }

    private static Decision missing(State.Pending state, Observation.Absent absent) {
        Trail trail = state.trail();
        if (!Acceptance.ofAbsentPending(trail, absent)) {
            return Decision.same(state);
        }
        Trail at = trail.readAt(absent.read());
        return Decision.same(trail.known() ? new State.Deleted(at) : new State.None(at));
    }
}
