package io.tributary.simulator.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.simulator.SettableClock;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.Map;

class RateLimitTest {

    private final SettableClock clock = new SettableClock();
    private final RateLimit limit =
            new RateLimit(new AccountSettings(3, null, Map.of(), Map.of()), clock);

    private RateLimit.Budget spend(int calls) {
        RateLimit.Budget budget = limit.spend("account", 1);
        for (int i = 1; i < calls; i++) {
            budget = limit.spend("account", 1);
        }
        return budget;
    }

    @Test
    void theLastCallOfTheMinuteIsServed() {
        RateLimit.Budget budget = spend(3);

        assertThat(budget.exceeded()).isFalse();
        assertThat(budget.remaining()).isZero();
    }

    @Test
    void theNextIsNotAndSaysWhenToComeBack() {
        spend(3);
        clock.pass(Duration.ofMillis(12_500));

        RateLimit.Budget budget = spend(1);

        assertThat(budget.exceeded()).isTrue();
        assertThat(budget.untilReset()).isEqualTo(Duration.ofMillis(47_500));
    }

    @Test
    void theWindowBeginsWithItsFirstCallAndEndsAfterAMinute() {
        spend(4);
        clock.pass(Duration.ofSeconds(60));

        assertThat(spend(1).exceeded()).isFalse();
    }

    @Test
    void anotherLimitBeginsANewWindow() {
        spend(4);

        limit.set(1);

        assertThat(spend(1).exceeded()).isFalse();
        assertThat(spend(1).exceeded()).isTrue();
    }
}
