package io.tributary.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.benchmarks.Figures.Round;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

class FiguresTest {

    private static final Machine MACHINE = new Machine("a processor", 2, 24, "Linux", "25");

    private static Figures figures(Round... rounds) {
        return new Figures("store", "inputs/s", "plain inputs/s", MACHINE, 0.4, List.of(rounds));
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

    @Test
    void programsReadWhatPeopleRead(@TempDir Path folder) throws Exception {
        // given
        Path file = folder.resolve("figures.json");

        // when
        Figures.write(List.of(figures(new Round(50, 100, List.of()))), file);

        // then
        JsonNode json = JsonMapper.shared().readTree(Files.readAllBytes(file)).get(0);
        assertThat(json.get("medianRatio").doubleValue()).isEqualTo(0.5);
        assertThat(json.get("figures").get("machine").get("cores").intValue()).isEqualTo(2);
        assertThat(figures(new Round(50, 100, List.of())).table())
                .contains("median ratio 0.50, to beat: 0.40", "2 cores of a processor");
    }
}
