package io.tributary.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.benchmarks.Figures.Round;
import io.tributary.benchmarks.Values.Value;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

class ReportTest {

    private static final Setup SETUP =
            new Setup(
                    new Machine("a processor", 2, 24, "Linux", "25"),
                    "4.2",
                    "18.4",
                    "abc-dirty",
                    Instant.EPOCH,
                    new Quiet(0.5, 0.02));

    private static Figures figures(double measured) {
        return new Figures(
                "store",
                "inputs/s",
                "plain inputs/s",
                0.4,
                List.of(new Round(measured, 100, List.of())));
    }

    private static Values values(double most) {
        return new Values(
                "times", List.of(new Value("p99", "ms", List.of(90.0, 110.0, 95.0), most)));
    }

    @Test
    void programsReadWhatPeopleRead(@TempDir Path folder) throws Exception {
        // given
        Path file = folder.resolve("report.json");
        Report report = new Report(SETUP, List.of(figures(50), values(100)));

        // when
        report.write(file);

        // then
        JsonNode json = JsonMapper.shared().readTree(Files.readAllBytes(file));
        assertThat(json.at("/setup/machine/cores").intValue()).isEqualTo(2);
        assertThat(json.at("/setup/commit").asString()).isEqualTo("abc-dirty");
        assertThat(json.at("/results/0/medianRatio").doubleValue()).isEqualTo(0.5);
        assertThat(json.at("/results/1/values/0/median").doubleValue()).isEqualTo(95);
        assertThat(report.table())
                .contains(
                        "median ratio 0.50, to beat: 0.40",
                        "2 cores of a processor",
                        "PostgreSQL 18.4",
                        "load 0.50, 2 % of the processors busy",
                        "at most 100");
    }

    @Test
    void oneThatFallsShortIsEnough() {
        assertThat(new Report(SETUP, List.of(figures(50), values(100))).isBeaten()).isTrue();
        assertThat(new Report(SETUP, List.of(figures(30), values(100))).isBeaten()).isFalse();
        assertThat(new Report(SETUP, List.of(figures(50), values(94))).isBeaten()).isFalse();
    }
}
