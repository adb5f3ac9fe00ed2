package io.tributary.benchmarks;

import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Everything that one run measured.
 *
 * @param results in the order they were taken
 */
record Report(Setup setup, List<Result> results) {

    Report {
        results = List.copyOf(results);
    }

    boolean isBeaten() {
        return results.stream().allMatch(Result::isBeaten);
    }

    /** For people. */
    String table() {
        StringBuilder text = new StringBuilder("%n%s%n".formatted(setup));
        results.forEach(result -> text.append(result.table()));
        return text.toString();
    }

    /** For programs: as the records are, each result with its medians. */
    void write(Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        JsonMapper json = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
        Files.write(
                file,
                json.writeValueAsBytes(
                        new Written(setup, results.stream().map(Report::written).toList())));
    }

    private static Object written(Result result) {
        return switch (result) {
            case Figures figures -> new Ratio(figures, figures.medianRatio(), figures.isBeaten());
            case Values values ->
                    new Absolute(
                            values.name(),
                            values.values().stream()
                                    .map(value -> new Middle(value, value.median()))
                                    .toList(),
                            values.isBeaten());
            case Profile profile -> profile;
        };
    }

    private record Written(Setup setup, List<Object> results) {}

    private record Ratio(Figures figures, double medianRatio, boolean beaten) {}

    private record Absolute(String name, List<Middle> values, boolean beaten) {}

    private record Middle(Values.Value value, double median) {}
}
