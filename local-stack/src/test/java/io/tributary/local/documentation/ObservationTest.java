package io.tributary.local.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The lists of metrics and of log keys name what the code registers and writes, and nothing else.
 */
class ObservationTest {

    private static final Page PAGE = Page.of("docs/logs-and-metrics.md");
    private static final Pattern PREFIX = Pattern.compile("PREFIX = \"(tributary\\.[a-z]+\\.)\"");
    private static final Pattern WHOLE_NAME =
            Pattern.compile("\"(tributary\\.(?:ingress|store|worker)\\.[a-z.]*[a-z])\"");
    private static final Pattern AFTER_PREFIX =
            Pattern.compile("(?:PREFIX \\+ |\\b(?:count|counter)\\(\\s*)\"([a-z.]+)\"");
    private static final Pattern KEY = Pattern.compile("addKeyValue\\(\\s*\"(\\w+)\"");

    @Test
    void everyMetricIsListed() {
        Set<String> registered = new TreeSet<>();
        sources()
                .filter(source -> source.contains("io.micrometer."))
                .forEach(source -> registered.addAll(metrics(source)));

        assertThat(listed("Metrics", "tributary\\.[a-z.]+"))
                .hasSizeGreaterThan(20)
                .containsExactlyInAnyOrderElementsOf(registered);
    }

    @Test
    void theReadmeNamesOnlySuchMetrics() {
        Set<String> listed = listed("Metrics", "tributary\\.[a-z.]+");

        assertThat(
                        found(
                                Page.of("README.md").chapter("Logs and metrics").text(),
                                "`(tributary\\.(?:ingress|store|worker)\\.[a-z.]+)`"))
                .isNotEmpty()
                .isSubsetOf(listed);
    }

    @Test
    void everyLogKeyIsListed() {
        Set<String> written = new TreeSet<>();
        sources()
                .forEach(
                        source ->
                                KEY.matcher(source)
                                        .results()
                                        .forEach(it -> written.add(it.group(1))));

        assertThat(listed("Log keys", "\\w+"))
                .hasSizeGreaterThan(20)
                .containsExactlyInAnyOrderElementsOf(written);
    }

    private static Set<String> metrics(String source) {
        Set<String> names = new TreeSet<>();
        WHOLE_NAME.matcher(source).results().forEach(name -> names.add(name.group(1)));
        var prefix = PREFIX.matcher(source);
        if (prefix.find()) {
            AFTER_PREFIX
                    .matcher(source)
                    .results()
                    .forEach(name -> names.add(prefix.group(1) + name.group(1)));
        }
        return names;
    }

    /** What stands in backticks in the first column of a chapter's tables. */
    private static Set<String> listed(String chapter, String name) {
        Set<String> names = new TreeSet<>();
        PAGE.chapter(chapter)
                .text()
                .lines()
                .filter(line -> line.startsWith("| `"))
                .map(line -> line.split("\\|")[1])
                .forEach(cell -> names.addAll(found(cell, "`(" + name + ")`")));
        return names;
    }

    private static Set<String> found(String text, String pattern) {
        Set<String> names = new TreeSet<>();
        Pattern.compile(pattern).matcher(text).results().forEach(it -> names.add(it.group(1)));
        return names;
    }

    private static Stream<String> sources() {
        return Stream.of(
                        "ingress-service",
                        "connection-store-service",
                        "sync-worker",
                        "kafka-binding",
                        "http-api")
                .map(module -> Page.ROOT.resolve(module).resolve("src/main/java"))
                .flatMap(ObservationTest::javaFiles)
                .map(ObservationTest::read);
    }

    private static Stream<Path> javaFiles(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
