package io.tributary.store.question;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.nango.api.FailureKind;
import io.tributary.nango.api.NangoFailure;
import io.tributary.nango.api.RetryAfter;

import org.junit.jupiter.api.Test;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;

class WaitsTest {

    private static final Instant NOW = Instant.parse("2026-09-01T08:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

    private static Duration wait(RetryAfter retryAfter, int attempts) {
        return Waits.afterFailure(
                new NangoFailure(
                        FailureKind.RATE_LIMITED, 429, "too_many_request", null, retryAfter, null),
                attempts,
                CLOCK);
    }

    @Test
    void doublesFromOneSecondToFiveMinutes() {
        assertThat(wait(null, 0)).isEqualTo(Duration.ofSeconds(1));
        assertThat(wait(null, 3)).isEqualTo(Duration.ofSeconds(8));
        assertThat(wait(null, 1000)).isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void waitsAsLongAsNangoAsksInEitherForm() {
        assertThat(wait(new RetryAfter.In(Duration.ofSeconds(40)), 0))
                .isEqualTo(Duration.ofSeconds(40));
        assertThat(wait(new RetryAfter.At(NOW.plusSeconds(50)), 0))
                .isEqualTo(Duration.ofSeconds(50));
    }

    @Test
    void neitherForAnHourNorLessThanItsOwnBackOff() {
        assertThat(wait(new RetryAfter.In(Duration.ofHours(1)), 0))
                .isEqualTo(Duration.ofMinutes(5));
        assertThat(wait(new RetryAfter.In(Duration.ZERO), 4)).isEqualTo(Duration.ofSeconds(16));
    }

    @Test
    void givesAnAnswerTimeToArrive() {
        assertThat(Waits.afterAnswer(0)).isEqualTo(Duration.ofSeconds(10));
        assertThat(Waits.afterAnswer(6)).isEqualTo(Duration.ofSeconds(64));
    }
}
