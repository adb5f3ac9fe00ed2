package io.tributary.store.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.tributary.store.decision.RandomInputs.Step;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** The promises hold in every history, and would not if the rules were others. */
class RandomHistoryTest {

    private static final int CONNECTIONS = 4;
    private static final int STEPS = 800;

    static LongStream seeds() {
        return LongStream.range(0, 500);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void promisesHoldAfterEveryStep(long seed) {
        hold(Rules::decide, seed);
    }

    /** Mixed with others a connection comes to the same as alone. */
    private static void hold(Decider decider, long seed) {
        List<Step> history = RandomInputs.of(seed, CONNECTIONS, STEPS);
        Map<Integer, Promises> connections = new HashMap<>();
        Map<Integer, List<Decision>> mixed = new HashMap<>();
        for (Step step : history) {
            Promises promises =
                    connections.computeIfAbsent(step.connection(), _ -> new Promises(decider));
            mixed.computeIfAbsent(step.connection(), _ -> new ArrayList<>())
                    .add(promises.step(step.input()));
        }
        for (int connection = 0; connection < CONNECTIONS; connection++) {
            int one = connection;
            State state = State.none(1);
            List<Decision> alone = new ArrayList<>();
            for (Step step : history.stream().filter(s -> s.connection() == one).toList()) {
                alone.add(decider.decide(state, step.input()));
                state = alone.getLast().state();
            }
            assertThat(alone).as("mixed: as alone").isEqualTo(mixed.get(one));
        }
    }

    static Stream<Arguments> mutants() {
        return Mutants.ALL.entrySet().stream()
                .flatMap(
                        one ->
                                one.getValue().entrySet().stream()
                                        .map(
                                                mutant ->
                                                        arguments(
                                                                mutant.getKey(),
                                                                one.getKey(),
                                                                mutant.getValue())));
    }

    @ParameterizedTest(name = "{0} breaks \"{1}\"")
    @MethodSource("mutants")
    void otherRulesBreakThePromise(String name, String promise, Supplier<Decider> mutant) {
        // when
        List<String> broken =
                seeds().limit(20)
                        .mapToObj(seed -> catchThrowable(() -> hold(mutant.get(), seed)))
                        .map(String::valueOf)
                        .toList();

        // then
        assertThat(broken).anyMatch(failure -> failure.contains("[" + promise));
    }
}
