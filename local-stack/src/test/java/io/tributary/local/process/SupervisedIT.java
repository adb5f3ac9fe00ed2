package io.tributary.local.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tributary.local.check.Problem;
import io.tributary.local.report.Console;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** Real processes, each a small shell script. */
class SupervisedIT {
    private static final Duration LONG = Duration.ofSeconds(60);

    @TempDir Path folder;
    final ByteArrayOutputStream output = new ByteArrayOutputStream();
    final Console console =
            new Console(new PrintStream(output, true, StandardCharsets.UTF_8), Clock.systemUTC());
    Stack stack = new Stack(List.of());

    @AfterEach
    void end() {
        stack.stop();
    }

    @Test
    void aKilledPartComesBackAndTheConsoleSaysSo() throws Exception {
        Path pids = folder.resolve("pids");
        var part = start("part", "echo $$ >> pids; " + FakePart.SERVE);

        killNewest(pids);

        await().atMost(LONG).untilAsserted(() -> assertThat(said()).contains("part is back"));
        assertThat(part.launches).hasValue(2);
        assertThat(said()).contains("part ended (exit code 137); it is started again in 1 s");
        await().atMost(LONG).until(() -> newest(pids).isAlive());
    }

    @Test
    void aPartThatKeepsEndingIsStartedLessAndLessOften() throws Exception {
        start("part", "touch ready; sleep 1; exit 7");

        await().atMost(LONG).untilAsserted(() -> assertThat(said()).contains("again in 4 s"));

        assertThat(said()).containsSubsequence("again in 1 s", "again in 2 s", "again in 4 s");
        assertThat(said()).contains("exit code 7");
    }

    @Test
    void aPartThatDoesNotStartIsNamedWithTheEndOfItsLog() {
        var part = new FakePart("part", folder, "echo 'no room left'; exit 3");
        stack = stackOf(List.of(part));

        assertThatThrownBy(stack::start)
                .isInstanceOf(Problem.class)
                .hasMessageContaining("part did not start")
                .hasMessageContaining("no room left");
    }

    @Test
    void aStoppedPartStaysStopped() throws Exception {
        Path pids = folder.resolve("pids");
        var part = start("part", "echo $$ >> pids; " + FakePart.SERVE);

        stack.stop();

        assertThat(newest(pids).isAlive()).isFalse();
        await().during(Duration.ofSeconds(2)).until(() -> part.launches.get() == 1);
        assertThat(said()).contains("stopping part").doesNotContain("started again");
    }

    @Test
    void stoppingWhileAPartWaitsForItsNextStartLeavesNothing() throws Exception {
        var part = start("part", "touch ready; sleep 1; exit 7");
        await().atMost(LONG).untilAsserted(() -> assertThat(said()).contains("again in 4 s"));
        int launches = part.launches.get();

        stack.stop();

        await().during(Duration.ofSeconds(5))
                .atMost(LONG)
                .until(() -> part.launches.get() == launches);
    }

    @Test
    void partsEndInTheOrderOppositeToTheirStart() throws Exception {
        String script = "trap 'echo %s >> order; exit 0' TERM; " + FakePart.SERVE;
        stack =
                stackOf(
                        List.of(new FakePart("first", folder, script.formatted("first"))),
                        List.of(
                                new FakePart("second", folder, script.formatted("second")),
                                new FakePart("third", folder, script.formatted("third"))));
        stack.start();

        stack.stop();

        assertThat(folder.resolve("order")).hasContent("third\nsecond\nfirst\n");
    }

    @Test
    void aLaterPhaseIsNotStartedWhenAnEarlierOneFails() {
        var later = new FakePart("later", folder, FakePart.SERVE);
        stack = stackOf(List.of(new FakePart("first", folder, "exit 1")), List.of(later));

        assertThatThrownBy(stack::start).hasMessageContaining("first did not start");

        assertThat(later.launches).hasValue(0);
    }

    private FakePart start(String name, String script) throws InterruptedException {
        var part = new FakePart(name, folder, script);
        stack = stackOf(List.of(part));
        stack.start();
        return part;
    }

    @SafeVarargs
    private Stack stackOf(List<FakePart>... phases) {
        return new Stack(
                List.of(phases).stream()
                        .map(
                                phase ->
                                        phase.stream()
                                                .map(p -> new Supervised(p, console, CLOCK))
                                                .toList())
                        .toList());
    }

    private static final Clock CLOCK = Clock.systemUTC();

    private String said() {
        return output.toString(StandardCharsets.UTF_8);
    }

    private static ProcessHandle newest(Path pids) throws Exception {
        String last = Files.readAllLines(pids).getLast();
        return ProcessHandle.of(Long.parseLong(last)).orElse(GONE);
    }

    private static void killNewest(Path pids) throws Exception {
        newest(pids).destroyForcibly();
    }

    /** A handle of a process that has ended. */
    private static final ProcessHandle GONE = gone();

    private static ProcessHandle gone() {
        try {
            Process process = new ProcessBuilder("true").start();
            process.waitFor();
            return process.toHandle();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
