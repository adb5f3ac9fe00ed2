package io.tributary.local.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.tributary.local.RunningStack;

import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
        RunningStack stack = RunningStack.shared();
        Files.createDirectories(REPORT);
        Path results = REPORT.resolve("results.json");
        Files.deleteIfExists(results);
        Path said = REPORT.resolve("said.txt");

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
        run.environment().put("TRIBUTARY_REPORT", REPORT.toString());
        run.environment().put("NO_COLOR", "1");
        Process process = run.start();
        try {
            assertThat(process.waitFor(LONGEST_MINUTES, TimeUnit.MINUTES)).isTrue();
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        assertThat(results).as(Files.readString(said)).exists();
        return cases(new JsonMapper().readTree(Files.readString(results)), Files.readString(said));
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
