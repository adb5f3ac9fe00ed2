package io.tributary.local.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.tributary.local.RunningStack;

import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * End users at the page, in a real browser with Nango's real library, on a running stack. The cases
 * are written in TypeScript, in {@code connect-page/browser-tests}; here each is told one by one.
 * Screenshots of all states lie in {@code target/connect-page}.
 */
class ConnectPageIT {

    private static final Path REPORT = Path.of("target", "connect-page").toAbsolutePath();
    private static final int LONGEST_MINUTES = 10;

    @TestFactory
    List<DynamicNode> inABrowser() throws Exception {
        String said = run(REPORT, Map.of());

        Path results = REPORT.resolve("results.json");
        assertThat(results).as(said).exists();
        return cases(new JsonMapper().readTree(Files.readString(results)), said);
    }

    @Test
    void withoutABrowserTheBuildFailsWithTheLineToRun() throws Exception {
        Path report = REPORT.resolve("without-browser");

        String said = run(report, Map.of("CHROMIUM", report.resolve("chromium").toString()));

        assertThat(said)
                .contains("No Chromium runs here. Install one, for example by")
                .contains("'apt-get install chromium'");
        JsonNode results =
                new JsonMapper().readTree(Files.readString(report.resolve("results.json")));
        assertThat(results.path("success").booleanValue(true)).isFalse();
        assertThat(results.path("numPassedTests").intValue()).isZero();
    }

    /** What the run said; its results lie in the folder of the report. */
    private static String run(Path report, Map<String, String> more) throws Exception {
        RunningStack stack = RunningStack.shared();
        Files.createDirectories(report);
        Files.deleteIfExists(report.resolve("results.json"));
        Path said = report.resolve("said.txt");
        var run =
                new ProcessBuilder("../connect-page/npm-build", "browser")
                        .redirectErrorStream(true)
                        .redirectOutput(said.toFile());
        run.environment().put("TRIBUTARY_STORE", stack.store("").toString());
        run.environment().put("TRIBUTARY_WORKER", stack.worker("").toString());
        run.environment().put("TRIBUTARY_SIMULATOR", stack.simulator("").toString());
        run.environment().put("TRIBUTARY_OPERATOR_TOKEN", stack.layout().token().toString());
        run.environment()
                .put("TRIBUTARY_TOKEN_KEY", stack.layout().key("token-key.json").toString());
        run.environment().put("TRIBUTARY_REPORT", report.toString());
        run.environment().put("NO_COLOR", "1");
        run.environment().putAll(more);
        Process process = run.start();
        try {
            assertThat(process.waitFor(LONGEST_MINUTES, TimeUnit.MINUTES)).isTrue();
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        return Files.readString(said);
    }

    /** One that did not run is one that failed. */
    private static List<DynamicNode> cases(JsonNode results, String said) {
        List<DynamicNode> files = new ArrayList<>();
        for (JsonNode file : results.path("testResults")) {
            List<DynamicNode> cases = new ArrayList<>();
            for (JsonNode one : file.path("assertionResults")) {
                cases.add(
                        dynamicTest(
                                one.path("fullName").stringValue(),
                                () ->
                                        assertThat(one.path("status").stringValue())
                                                .as(one.path("failureMessages").toString())
                                                .isEqualTo("passed")));
            }
            String name = Path.of(file.path("name").stringValue()).getFileName().toString();
            cases.add(dynamicTest("has cases", () -> assertThat(cases.size()).isGreaterThan(1)));
            files.add(dynamicContainer(name, cases));
        }
        files.add(
                dynamicTest(
                        "all of them ran, and none failed outside of its cases",
                        () ->
                                assertThat(results.path("success").booleanValue(false))
                                        .as(said)
                                        .isTrue()));
        return files;
    }
}
