package io.tributary.store.decision;

import io.tributary.events.Observation;
import io.tributary.store.decision.Question.Kind;

/** Rows "none, deleted" of the table. */
final class GoneRules {

    private GoneRules() {}

    static Decision decide(State.Gone state, Input input) {
        return switch (input) {
            case Input.Authorized c -> pending(state, Kind.NEW, c.offset());
            case Input.Parked parked -> pending(state, Kind.PARKED, parked.offset());
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

    private static Decision pending(State.Gone state, Kind kind, long offset) {
        return Decision.quiet(
                new State.Pending(
                        state.trail().authorizedAt(offset), Question.opened(kind, offset)),
                Ask.NOW);
    }

    private static Decision seen(State.Gone state, Observation.Present present) {
        return Acceptance.ofPresent(state.trail(), present)
                ? Confirmation.of(state.trail(), present, Doubts.NONE)
                : Decision.same(state);
    }

    /** Nothing new, but an older answer that comes later must not bring it back. */
    private static Decision missing(State.Gone state, Observation.Absent absent) {
        Trail trail = state.trail();
        if (absent.via() != Observation.Via.SINGLE || absent.read() <= trail.read()) {
            return Decision.same(state);
        }
        return Decision.same(
                switch (state) {
                    case State.None _ -> new State.None(trail.readAt(absent.read()));
                    case State.Deleted _ -> new State.Deleted(trail.readAt(absent.read()));
                });
    }
}
