package io.tributary.store.decision;

import io.tributary.events.Observation;
import io.tributary.store.decision.Question.Kind;

import org.jspecify.annotations.Nullable;

/** Rows "active" and "broken" of the table. */
final class LiveRules {

    private LiveRules() {}

    static Decision decide(State.Live state, Input input) {
        return switch (input) {
            case Input.Authorized c ->
                    ask(
                            state.with(state.trail().authorizedAt(c.offset()), state.doubts()),
                            Question.opened(Kind.REAUTH, c.offset())
                                    .since(state.facts().updatedAt()));
            case Input.AuthorizationFailed f ->
                    f.override() ? suspect(state, f.offset(), f.error()) : Decision.same(state);
            case Input.RefreshFailed r -> suspect(state, r.offset(), r.error());
            case Input.RefreshRecovered r -> recovered(state, r.offset());
            case Input.DeletionClaimed d ->
                    ask(
                            state.with(state.trail(), state.doubts().claimedAt(d.offset())),
                            Question.opened(Kind.DELETION, d.offset()));
            case Input.Seen p -> Sighting.of(state, p);
            case Input.Missing a -> missing(state, a.offset(), a.observation());
            case Input.Restated s -> Restating.of(state, s);
            case Input.Parked parked -> ask(state, Question.opened(Kind.PARKED, parked.offset()));
            case Input.Unrecognised _ -> Decision.same(state);
        };
    }

    /**
     * A broken one is never asked about because it failed again: with a key that may read
     * credentials the question would make it fail once more, for ever.
     */
    private static Decision suspect(State.Live state, long offset, @Nullable String error) {
        return switch (state) {
            case State.Active active ->
                    ask(active, Question.opened(Kind.SUSPECT, offset).named(error).askedTwice());
            case State.Broken broken -> Decision.same(broken);
        };
    }

    private static Decision recovered(State.Live state, long offset) {
        return switch (state) {
            case State.Active active -> Decision.same(active);
            case State.Broken broken -> ask(broken, Question.opened(Kind.RECHECK, offset));
        };
    }

    private static Decision ask(State.Live state, Question question) {
        return Decision.quiet(state.with(state.trail(), state.doubts().raise(question)), Ask.NOW);
    }

    private static Decision missing(State.Live state, long offset, Observation.Absent absent) {
        Trail trail = state.trail();
        if (!Acceptance.ofAbsent(trail, absent)) {
            return Decision.same(state);
        }
        Trail at = trail.readAt(absent.read());
        if (state.doubts().bearOut(absent.walk())) {
            return Departure.of(at, state.facts());
        }
        Doubts doubts = state.doubts().missedIn(absent.walk());
        return Decision.quiet(
                state.with(
                        at,
                        doubts.question() == null
                                ? doubts.raise(Question.opened(Kind.MISSING, offset))
                                : doubts),
                Ask.NEXT_WALK);
    }
}
