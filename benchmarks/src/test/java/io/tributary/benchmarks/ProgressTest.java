package io.tributary.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.benchmarks.Progress.Plan;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

class ProgressTest {

    private final AtomicLong clock = new AtomicLong();
    private final List<String> lines = new ArrayList<>();

    private void pass(int seconds) {
        clock.addAndGet(Duration.ofSeconds(seconds).toNanos());
    }

    private static Plan plan(String part) {
        return new Plan(part, 2, Duration.ofSeconds(10), Duration.ofSeconds(5));
    }

    @Test
    void whatIsLeftFollowsFromWhatRoundsTook() {
        // given
        Progress progress =
                new Progress(2, List.of(plan("first"), plan("second")), clock::get, lines::add);

        // when
        progress.begin();
        pass(30);
        progress.warm();
        pass(7);
        progress.round("fast");
        pass(7);
        progress.round("faster");
        progress.end();
        progress.begin();
        pass(40);
        progress.round("slow");
        pass(40);
        progress.round("slower");

        // then
        assertThat(lines)
                .containsExactly(
                        "first: starting; about 40 s left",
                        "first, 1 of 2: fast; about 27 s left",
                        "first, 2 of 2: faster; about 20 s left",
                        "second: starting; about 20 s left",
                        "second, 1 of 2: slow; about 40 s left",
                        "second, 2 of 2: slower; that was the last");
    }

    @Test
    void longOnesAreToldInMinutes() {
        // given
        Plan plan = new Plan("long", 10, Duration.ZERO, Duration.ofSeconds(61));

        // when
        new Progress(10, List.of(plan), clock::get, lines::add).begin();

        // then
        assertThat(lines).containsExactly("long: starting; about 11 min left");
    }
}
