package io.tributary.store.question;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RateTest {

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 5, 10, 99, 100, 200, 6000})
    void whatIsSavedUpAndWhatFillsInAMinuteStayWithinTheLimit(int callsPerMinute) {
        // when
        Rate rate = Rate.within(callsPerMinute);

        // then
        assertThat(rate.burst() + rate.perMinute()).isLessThanOrEqualTo(callsPerMinute);
        assertThat(rate.burst()).isPositive();
        assertThat(rate.perMinute()).isGreaterThanOrEqualTo(callsPerMinute / 2.0);
    }

    @ParameterizedTest
    @ValueSource(ints = 1)
    void oneCallAMinuteIsOneCallAMinute(int callsPerMinute) {
        assertThat(Rate.within(callsPerMinute)).isEqualTo(new Rate(1, 1));
    }

    @ParameterizedTest
    @CsvSource({"1,1", "100,28", "6000,1700"})
    void whatCanBeAskedSoonGrowsWithTheLimit(int callsPerMinute, long soon) {
        assertThat(Rate.within(callsPerMinute).soon()).isEqualTo(soon);
    }
}
