package io.tributary.worker.environment;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.nango.api.RateLimit;

import org.junit.jupiter.api.Test;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;

class CallBudgetTest {

    private static final Duration BRIEFLY = Duration.ofMillis(1);
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

    @Test
    void givesAFifthAtOnceAndThenSaysHowLongToStayAway() throws Exception {
        CallBudget budget = new CallBudget(10, CLOCK);

        Duration first = budget.take(BRIEFLY);
        Duration second = budget.take(BRIEFLY);
        Duration third = budget.take(BRIEFLY);

        assertThat(first).isZero();
        assertThat(second).isZero();
        // Eight a minute flow back.
        assertThat(third).isPositive().isLessThanOrEqualTo(Duration.ofMillis(7500));
    }

    @Test
    void staysAwayUntilNangosWindowEndsWhereLessThanATenthIsLeft() throws Exception {
        CallBudget budget = new CallBudget(100, CLOCK);

        budget.heed(new RateLimit(200, 19, NOW.plusSeconds(30)));

        assertThat(budget.take(BRIEFLY)).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void goesOnWhereEnoughIsLeftOrTheHeadersAreAProviders() throws Exception {
        CallBudget budget = new CallBudget(100, CLOCK);

        budget.heed(new RateLimit(200, 20, NOW.plusSeconds(30)));
        budget.heed(new RateLimit(5000, 0, NOW.plusSeconds(3000)));

        assertThat(budget.take(BRIEFLY)).isZero();
    }
}
