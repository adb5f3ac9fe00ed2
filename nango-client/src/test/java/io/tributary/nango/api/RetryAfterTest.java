package io.tributary.nango.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.time.Instant;

class RetryAfterTest {

    private static final Instant NOW = Instant.parse("2026-09-01T08:00:00Z");
    private static final Duration CAP = Duration.ofMinutes(5);

    @Test
    void readsSeconds() {
        assertThat(RetryAfter.parse(" 7 ")).contains(new RetryAfter.In(Duration.ofSeconds(7)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Sun, 06 Nov 1994 08:49:37 GMT",
                "Sunday, 06-Nov-94 08:49:37 GMT",
                "Sun Nov  6 08:49:37 1994"
            })
    void readsTheThreeDatesOfHttp(String date) {
        assertThat(RetryAfter.parse(date))
                .contains(new RetryAfter.At(Instant.parse("1994-11-06T08:49:37Z")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "soon", "-1", "1.5", "1e3", "Sun, 32 Nov 1994 08:49:37 GMT"})
    void readsNothingElse(String value) {
        assertThat(RetryAfter.parse(value)).isEmpty();
    }

    @Test
    void waitsUntilTheDate() {
        RetryAfter retryAfter = RetryAfter.parse("Tue, 01 Sep 2026 08:01:30 GMT").orElseThrow();

        assertThat(retryAfter.delay(NOW, CAP)).isEqualTo(Duration.ofSeconds(90));
    }

    @Test
    void waitsNotForADateThatIsOver() {
        assertThat(new RetryAfter.At(NOW.minusSeconds(1)).delay(NOW, CAP)).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"301", "99999999999999999999999", "Fri, 31 Dec 9999 23:59:59 GMT"})
    void waitsNoLongerThanTheCallerAccepts(String value) {
        RetryAfter retryAfter = RetryAfter.parse(value).orElseThrow();

        assertThat(retryAfter.delay(NOW, CAP)).isEqualTo(CAP);
    }
}
