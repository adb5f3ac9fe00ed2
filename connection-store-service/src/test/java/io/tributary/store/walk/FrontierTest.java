package io.tributary.store.walk;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;

class FrontierTest {

    private Instant now = Instant.parse("2026-09-01T08:00:00Z");
    private final Frontier frontier =
            new Frontier(
                    new Clock() {
                        @Override
                        public Instant instant() {
                            return now;
                        }

                        @Override
                        public ZoneOffset getZone() {
                            return ZoneOffset.UTC;
                        }

                        @Override
                        public Clock withZone(ZoneId zone) {
                            return this;
                        }
                    });

    private boolean reached(long end, long applied) {
        return frontier.reached(Map.of(0, end, 1, 5L), Map.of(0, applied, 1, 5L)).isPresent();
    }

    @Test
    void underSteadyInflowTheEndOfTheFirstAttemptIsReached() {
        // given
        assertThat(reached(100, 90)).isFalse();
        assertThat(reached(110, 99)).isFalse();

        // when
        boolean reached = reached(120, 100);

        // then
        assertThat(reached).isTrue();
    }

    @Test
    void eachWalkHasItsOwnEnd() {
        // given
        assertThat(reached(100, 90)).isFalse();
        assertThat(reached(120, 100)).isTrue();

        // when
        boolean next = reached(130, 125);

        // then
        assertThat(next).isFalse();
    }

    @Test
    void anEndOfLongAgoCountsNoMore() {
        // given
        assertThat(reached(100, 90)).isFalse();
        now = now.plus(Duration.ofMinutes(5));

        // when
        boolean reached = reached(200, 150);

        // then
        assertThat(reached).isFalse();
    }

    @Test
    void aPartitionOfWhichNothingIsAppliedIsNotReached() {
        assertThat(frontier.reached(Map.of(0, 0L), Map.of())).isEmpty();
        assertThat(frontier.reached(Map.of(0, 0L), Map.of(0, 0L))).hasValue(1);
    }
}
