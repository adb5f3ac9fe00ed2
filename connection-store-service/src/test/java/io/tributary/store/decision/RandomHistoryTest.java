package io.tributary.store.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.events.ConnectionChange.Kind;
import io.tributary.events.ConnectionStatus;
import io.tributary.events.Observation;
import io.tributary.events.Observation.ObservedConnection;
import io.tributary.events.Observation.Via;
import io.tributary.events.Owner;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;

/** What holds after every step of any history. The seed names the history that broke it. */
class RandomHistoryTest {

    private static final int STEPS = 400;

    static LongStream seeds() {
        return LongStream.range(0, 500);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void promisesHoldAfterEveryStep(long seed) {
        Random random = new Random(seed);
        State state = State.none(1);
        boolean claimed = false;
        int absences = 0;
        for (long offset = 0; offset < STEPS; offset++) {
            // given
            Input input = input(random, offset);
            State before = state;

            // when
            Decision decision = Rules.decide(before, input);
            state = decision.state();

            // then
            versionsRiseByOne(before, decision);
            onlyAnswersChangeAnything(input, decision);
            ownersComeFromAnswers(input, before, state);
            assertThat(Rules.decide(before, input)).isEqualTo(decision);
            if (decision.ask() != Ask.NOTHING) {
                assertThat(state.question()).isNotNull();
            }
            claimed |= input instanceof Input.DeletionClaimed;
            absences += input instanceof Input.Missing ? 1 : 0;
            if (before instanceof State.Live && state instanceof State.Deleted) {
                assertThat(claimed || absences > 1).as("gone for two reasons").isTrue();
            }
            if (state instanceof State.Active) {
                assertThat(before instanceof State.Active || input instanceof Input.Seen).isTrue();
            }
            if (!(state instanceof State.Live)) {
                claimed = false;
                absences = 0;
            }
            publishedEndsWhereTheStateIs(decision);
        }
    }

    private static void versionsRiseByOne(State before, Decision decision) {
        long version = before.trail().version();
        for (Change change : decision.changes()) {
            assertThat(change.version()).isEqualTo(++version);
        }
        assertThat(decision.state().trail().version()).isEqualTo(version);
    }

    private static void onlyAnswersChangeAnything(Input input, Decision decision) {
        if (!(input instanceof Input.Seen) && !(input instanceof Input.Missing)) {
            assertThat(decision.changes()).isEmpty();
        }
    }

    private static void ownersComeFromAnswers(Input input, State before, State after) {
        if (!(input instanceof Input.Seen)) {
            if (before instanceof State.Live live && after instanceof State.Live then) {
                assertThat(then.facts()).isEqualTo(live.facts());
            }
        } else if (before instanceof State.Live live
                && after instanceof State.Live then
                && live.facts().nangoId() == then.facts().nangoId()) {
            Owner had = live.facts().owner();
            assertThat(had != null && then.facts().owner() == null).as("owner forgotten").isFalse();
        }
    }

    private static void publishedEndsWhereTheStateIs(Decision decision) {
        if (decision.changes().isEmpty()) {
            return;
        }
        Change last = decision.changes().getLast();
        switch (decision.state()) {
            case State.Active active -> {
                assertThat(last.status()).isEqualTo(ConnectionStatus.ACTIVE);
                assertThat(last.facts()).isEqualTo(active.facts());
            }
            case State.Broken broken -> {
                assertThat(last.status()).isEqualTo(ConnectionStatus.BROKEN);
                assertThat(last.facts()).isEqualTo(broken.facts());
                assertThat(last.error()).isEqualTo(broken.error());
            }
            case State.Deleted _ -> assertThat(last.kind()).isEqualTo(Kind.DELETED);
            case State.None _, State.Pending _ -> throw new AssertionError("published " + last);
        }
    }

    private static Input input(Random random, long offset) {
        return switch (random.nextInt(12)) {
            case 0, 1 -> new Input.Authorized(offset);
            case 2 -> new Input.AuthorizationFailed(offset, random.nextBoolean(), "unknown");
            case 3 -> new Input.RefreshFailed(offset, "refresh_token_external_error");
            case 4 -> new Input.RefreshRecovered(offset);
            case 5 -> new Input.DeletionClaimed(offset);
            case 6 -> new Input.Parked(offset);
            case 7 -> new Input.Unrecognised(offset);
            case 8, 9, 10 ->
                    new Input.Seen(
                            offset,
                            new Observation.Present(
                                    late(random, offset),
                                    late(random, offset),
                                    via(random),
                                    walk(random, offset),
                                    connection(random)));
            default ->
                    new Input.Missing(
                            offset,
                            new Observation.Absent(
                                    late(random, offset),
                                    late(random, offset),
                                    via(random),
                                    walk(random, offset),
                                    "not_found"));
        };
    }

    private static long late(Random random, long offset) {
        return Math.max(0, offset - random.nextInt(6));
    }

    private static Via via(Random random) {
        return random.nextInt(4) == 0 ? Via.LIST : Via.SINGLE;
    }

    private static @Nullable Long walk(Random random, long offset) {
        return random.nextBoolean() ? null : offset / 20;
    }

    private static ObservedConnection connection(Random random) {
        return Given.seen(
                random.nextInt(8) == 0 ? 8 : 7,
                random.nextBoolean() ? Map.of() : Map.of("end_user_id", "u-" + random.nextInt(3)),
                null,
                random.nextInt(3) == 0 ? List.of("auth") : List.of(),
                Given.UPDATED.plusSeconds(random.nextInt(5)));
    }
}
