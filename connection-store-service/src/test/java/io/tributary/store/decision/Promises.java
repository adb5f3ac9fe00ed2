package io.tributary.store.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.events.ConnectionChange.Kind;
import io.tributary.events.ConnectionStatus;
import io.tributary.events.Observation.Via;
import io.tributary.events.Owner;

import org.jspecify.annotations.Nullable;

import java.util.HashSet;
import java.util.Set;

/** What holds after every step of any history of one connection, whoever decides. */
final class Promises {

    private final Decider decider;
    private State state = State.none(1);
    private @Nullable Long claim;
    private final Set<Long> walksThatMissed = new HashSet<>();
    private long highestRead;

    Promises(Decider decider) {
        this.decider = decider;
    }

    Decision step(Input input) {
        State before = state;
        Decision decision = decider.decide(before, input);
        state = decision.state();
        versionsRiseByOne(before, decision);
        generationsNeverFall(before, input);
        onlyAnswersChangeAnything(input, decision);
        activeOnlyIfSeen(before, input);
        goneForTwoReasons(before, input, decision);
        ownersComeFromAnswers(before, input);
        reauthorizedOnlySinceAKnownTime(before, decision);
        publishedEndsWhereTheStateIs(decision);
        repeatsOfAnswersChangeNothing(input);
        if (decision.ask() != Ask.NOTHING) {
            assertThat(state.question()).as("asked: something is open").isNotNull();
        }
        return decision;
    }

    private static void versionsRiseByOne(State before, Decision decision) {
        long version = before.trail().version();
        for (Change change : decision.changes()) {
            assertThat(change.version()).as("version: one more").isEqualTo(++version);
        }
        assertThat(decision.state().trail().version())
                .as("version: the state's")
                .isEqualTo(version);
    }

    private void generationsNeverFall(State before, Input input) {
        int was = before.trail().generation();
        if (input instanceof Input.Restated restated) {
            assertThat(state.trail().generation())
                    .as("generation: the later one")
                    .isEqualTo(Math.max(was, restated.generation()));
        } else {
            assertThat(state.trail().generation()).as("generation: kept").isEqualTo(was);
        }
    }

    private static void onlyAnswersChangeAnything(Input input, Decision decision) {
        if (!(input instanceof Input.Seen
                || input instanceof Input.Missing
                || input instanceof Input.Restated)) {
            assertThat(decision.changes()).as("webhook: changes nothing").isEmpty();
        }
    }

    private void activeOnlyIfSeen(State before, Input input) {
        if (state instanceof State.Live live && !live.getClass().equals(before.getClass())) {
            assertThat(input).as("live: seen").isInstanceOf(Input.Seen.class);
            assertThat(((Input.Seen) input).observation().connection().nangoId())
                    .as("live: itself seen")
                    .isEqualTo(live.facts().nangoId());
        }
    }

    /** Looser than the rules where it is not sure that they took an answer. */
    private void goneForTwoReasons(State before, Input input, Decision decision) {
        if (input instanceof Input.DeletionClaimed d && before instanceof State.Live) {
            claim = d.offset();
        }
        if (input instanceof Input.Missing missing) {
            if (missing.observation().walk() != null) {
                walksThatMissed.add(missing.observation().walk());
            }
            if (before instanceof State.Live && state instanceof State.Deleted) {
                assertThat(claim != null || walksThatMissed.size() > 1)
                        .as("gone: for two reasons")
                        .isTrue();
            }
            highestRead = Math.max(highestRead, missing.observation().read());
        }
        if (input instanceof Input.Seen seen) {
            boolean surelyTaken =
                    seen.observation().via() == Via.SINGLE
                            && seen.observation().read() > highestRead;
            highestRead = Math.max(highestRead, seen.observation().read());
            if (surelyTaken) {
                walksThatMissed.clear();
                claim = claim != null && seen.observation().basis() > claim ? null : claim;
            }
        } else if (before instanceof State.Live && !(state instanceof State.Live)) {
            assertThat(input).as("gone: by an answer").isInstanceOf(Input.Missing.class);
        }
        if (!(state instanceof State.Live)) {
            claim = null;
            walksThatMissed.clear();
        }
    }

    private void ownersComeFromAnswers(State before, Input input) {
        if (!(before instanceof State.Live live) || !(state instanceof State.Live then)) {
            return;
        }
        if (!(input instanceof Input.Seen)) {
            assertThat(then.facts()).as("owner: from an answer").isEqualTo(live.facts());
        } else if (live.facts().nangoId() == then.facts().nangoId()) {
            Owner had = live.facts().owner();
            assertThat(had != null && then.facts().owner() == null)
                    .as("owner: never forgotten")
                    .isFalse();
        }
    }

    /**
     * Of an active one, {@code updated_at} alone tells it, so there must be one to compare with.
     */
    private static void reauthorizedOnlySinceAKnownTime(State before, Decision decision) {
        if (before instanceof State.Active active
                && !decision.changes().isEmpty()
                && decision.changes().getLast().kind() == Kind.REAUTHORIZED) {
            assertThat(active.facts().updatedAt()).as("reauthorized: since a time").isNotNull();
        }
    }

    private void publishedEndsWhereTheStateIs(Decision decision) {
        if (decision.changes().isEmpty()) {
            return;
        }
        Change last = decision.changes().getLast();
        switch (decision.state()) {
            case State.Active active -> {
                assertThat(last.status()).as("told: active").isEqualTo(ConnectionStatus.ACTIVE);
                assertThat(last.facts()).as("told: facts").isEqualTo(active.facts());
            }
            case State.Broken broken -> {
                assertThat(last.status()).as("told: broken").isEqualTo(ConnectionStatus.BROKEN);
                assertThat(last.facts()).as("told: facts").isEqualTo(broken.facts());
                assertThat(last.error()).as("told: error").isEqualTo(broken.error());
            }
            case State.None _, State.Pending _, State.Deleted _ ->
                    assertThat(last.kind()).as("told: deleted").isEqualTo(Kind.DELETED);
        }
    }

    private void repeatsOfAnswersChangeNothing(Input input) {
        if (input instanceof Input.Seen
                || input instanceof Input.Missing
                || input instanceof Input.Restated) {
            assertThat(decider.decide(state, RandomInputs.again(input, input.offset() + 1)))
                    .as("repeat: changes nothing")
                    .isEqualTo(Decision.same(state));
        }
    }
}
