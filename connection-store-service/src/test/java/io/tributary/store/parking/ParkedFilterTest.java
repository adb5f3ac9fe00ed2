package io.tributary.store.parking;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Instant;

class ParkedFilterTest {

    /** Their milliseconds do not fit a number. */
    @ParameterizedTest
    @ValueSource(strings = {"+1000000000-12-31T23:59:59Z", "-1000000000-01-01T00:00:00Z"})
    void timesThatNothingCanHaveAreRefused(String time) {
        Instant at = Instant.parse(time);
        assertThatThrownBy(() -> new ParkedFilter(null, null, null, at, null, null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("from must be of the years 0 to 9999");
        assertThatThrownBy(() -> new ParkedFilter(null, null, null, null, at, null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("to must be of the years 0 to 9999");
    }
}
