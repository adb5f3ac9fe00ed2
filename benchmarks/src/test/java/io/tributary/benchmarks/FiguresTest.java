package io.tributary.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.benchmarks.Figures.Round;

import org.junit.jupiter.api.Test;

import java.util.List;

class FiguresTest {

    private static Figures figures(Round... rounds) {
        return new Figures("store", "inputs/s", "plain inputs/s", 0.4, List.of(rounds));
    }

    @Test
    void theMiddleOfTheRatiosCounts() {
        // given
        Figures odd =
                figures(
                        new Round(90, 100, List.of()),
                        new Round(10, 100, List.of()),
                        new Round(50, 100, List.of()));
        Figures even = figures(new Round(25, 100, List.of()), new Round(75, 100, List.of()));

        // then
        assertThat(odd.medianRatio()).isEqualTo(0.5);
        assertThat(even.medianRatio()).isEqualTo(0.5);
    }

    @Test
    void nothingMeasuredIsNoFigure() {
        assertThatThrownBy(() -> figures()).hasMessageContaining("rounds must not be empty");
    }
}
