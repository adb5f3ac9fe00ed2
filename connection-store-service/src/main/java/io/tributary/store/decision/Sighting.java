package io.tributary.store.decision;

import static io.tributary.events.ConnectionChange.Kind.BROKEN;
import static io.tributary.events.ConnectionChange.Kind.REAUTHORIZED;
import static io.tributary.events.ConnectionChange.Kind.RECOVERED;
import static io.tributary.events.ConnectionChange.Kind.UPDATED;

import io.tributary.events.ConnectionChange;
import io.tributary.events.ConnectionStatus;
import io.tributary.events.Observation;

import org.jspecify.annotations.Nullable;

import java.util.List;

/** Cells "active, broken × P, P!": Nango still has it. */
final class Sighting {

    private Sighting() {}

    static Decision of(State.Live state, Input.Seen input) {
        Observation.Present present = input.observation();
        if (!Acceptance.ofPresent(state.trail(), present)) {
            return Decision.same(state);
        }
        if (present.connection().nangoId() != state.facts().nangoId()) {
            return Confirmation.of(
                    state.trail().changed(1),
                    present,
                    state.doubts(),
                    List.of(Departure.change(state.trail(), state.facts())));
        }
        Facts now = state.facts().then(present.connection());
        return now.needUser()
                ? broken(state, present.read(), now, state.doubts().settledAt(present.basis()))
                : well(state, input, now);
    }

    private static Decision broken(State.Live state, long read, Facts now, Doubts doubts) {
        Trail at = state.trail().readAt(read);
        boolean differ = now.differFrom(state.facts());
        long version = at.version() + 1;
        return switch (state) {
            case State.Active active -> {
                String error = Errors.of(active.question(), Facts.AUTH);
                Change broke =
                        new Change(
                                BROKEN,
                                ConnectionStatus.BROKEN,
                                differ ? active.facts() : now,
                                error,
                                version);
                yield new Decision(
                        new State.Broken(at.changed(differ ? 2 : 1), now, doubts, error),
                        differ ? List.of(broke, updated(now, error, version + 1)) : List.of(broke),
                        doubts.ask());
            }
            case State.Broken broken -> {
                String error = Errors.of(broken.question(), broken.error());
                yield new Decision(
                        new State.Broken(at.changed(differ ? 1 : 0), now, doubts, error),
                        differ ? List.of(updated(now, error, version)) : List.of(),
                        doubts.ask());
            }
        };
    }

    private static Change updated(Facts now, String error, long version) {
        return new Change(UPDATED, ConnectionStatus.BROKEN, now, error, version);
    }

    private static Decision well(State.Live state, Input.Seen input, Facts now) {
        Observation.Present present = input.observation();
        Question question = state.question();
        ConnectionChange.Kind kind = kind(state, question, now, present.basis());
        Doubts left = state.doubts().settledAt(present.basis());
        boolean onceMore = question != null && left.question() == null && question.twice();
        Doubts doubts =
                onceMore
                        ? left.raise(Question.opened(Question.Kind.RECHECK, input.offset()))
                        : kind == REAUTHORIZED || kind == RECOVERED || isFirst(state)
                                ? left.goingOnFrom(now.updatedAt())
                                : left;
        Trail at = state.trail().readAt(present.read());
        Ask ask = onceMore ? Ask.ONCE_MORE : doubts.ask();
        return kind == null
                ? Decision.quiet(new State.Active(at, now, doubts), ask)
                : new Decision(
                        new State.Active(at.changed(1), now, doubts),
                        List.of(
                                new Change(
                                        kind,
                                        ConnectionStatus.ACTIVE,
                                        now,
                                        null,
                                        at.version() + 1)),
                        ask);
    }

    /**
     * Whether no answer said yet when it was last updated: what this one says is where it starts.
     */
    private static boolean isFirst(State.Live state) {
        return state.facts().updatedAt() == null;
    }

    private static ConnectionChange.@Nullable Kind kind(
            State.Live state, @Nullable Question question, Facts now, long basis) {
        return switch (state) {
            case State.Broken _ ->
                    question != null && question.kind() == Question.Kind.REAUTH
                            ? REAUTHORIZED
                            : RECOVERED;
            case State.Active active -> {
                boolean reauthorized =
                        question != null
                                && question.answeredAt(basis)
                                && question.reauthorizedBy(now.updatedAt());
                yield reauthorized ? REAUTHORIZED : now.differFrom(active.facts()) ? UPDATED : null;
            }
        };
    }
}
