package io.tributary.worker.environment;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RateTest {

    /** Whole calls, and the last of a minute may have been paid for a second before it began. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 19, 20, 100, 200, 6000})
    void whatIsSavedUpAndWhatFillsInAMinuteStayWithinTheLimit(int callsPerMinute) {
        Rate rate = Rate.within(callsPerMinute);

        assertThat((long) (rate.burst() + rate.perSecond() * 61))
                .isLessThanOrEqualTo(callsPerMinute);
        assertThat(rate.perSecond() * 60).isGreaterThan(callsPerMinute * 0.45);
    }
}
