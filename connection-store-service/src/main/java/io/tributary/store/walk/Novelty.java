package io.tributary.store.walk;

import io.tributary.events.Observation;
import io.tributary.store.decision.Decision;
import io.tributary.store.decision.Input;
import io.tributary.store.decision.Rules;
import io.tributary.store.decision.State;

import org.jspecify.annotations.Nullable;

import java.util.Objects;

/** Whether an answer would tell the store anything; by the rules themselves. */
final class Novelty {

    private Novelty() {}

    static boolean of(@Nullable State known, Observation answer) {
        State before = known == null ? State.none(1) : known;
        long offset = answer.basis();
        Decision decision =
                Rules.decide(
                        before,
                        switch (answer) {
                            case Observation.Present present -> new Input.Seen(offset, present);
                            case Observation.Absent absent -> new Input.Missing(offset, absent);
                        });
        return !decision.changes().isEmpty()
                || !decision.state().status().equals(before.status())
                || !doubts(decision.state()).equals(doubts(before))
                || hasUpdate(decision.state()) && !hasUpdate(before);
    }

    /** Without it no re-authorisation can be told. */
    private static boolean hasUpdate(State state) {
        return state instanceof State.Live live && live.facts().updatedAt() != null;
    }

    private static Object doubts(State state) {
        return state instanceof State.Live live
                ? live.doubts()
                : Objects.requireNonNullElse(state.question(), "");
    }
}
