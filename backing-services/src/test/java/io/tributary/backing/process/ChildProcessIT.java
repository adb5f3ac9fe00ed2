package io.tributary.backing.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tributary.backing.process.ChildCommand.StopSignal;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

class ChildProcessIT {
    private static final Duration LONG = Duration.ofSeconds(60);

    @TempDir Path folder;
    ChildProcess child;

    @AfterEach
    void end() {
        if (child != null) {
            child.kill();
        }
    }

    @Test
    void stopsInOrderWithTheSignalOfTheProgram() {
        // A shell cannot trap what was ignored when it started, as SIGINT is in background jobs.
        String script =
                "$|=1; $SIG{INT}=sub{print qq(told\\n);exit 0}; print qq(up\\n); sleep 1 while 1";
        child = start(StopSignal.INT, List.of("perl", "-e", script));
        awaitLog("up");

        boolean inOrder = child.stop(LONG);

        assertThat(inOrder).isTrue();
        assertThat(child.endOfLog(1)).isEqualTo("told");
    }

    @Test
    void killsWhatDoesNotWantToStop() {
        child = shell(StopSignal.TERM, "trap '' TERM; echo up; " + WAIT);
        awaitLog("up");

        boolean inOrder = child.stop(Duration.ofMillis(300));

        assertThat(inOrder).isFalse();
        assertThat(child.alive()).isFalse();
    }

    @Test
    void killsWhatTheProgramStartedToo() {
        child = shell(StopSignal.TERM, "sleep 600 & echo up; wait");
        awaitLog("up");
        List<ProcessHandle> family = child.handle().descendants().toList();

        child.kill();

        assertThat(family).isNotEmpty().noneMatch(ProcessHandle::isAlive);
    }

    @Test
    void writesNothingWhileFrozenAndGoesOnAfterwards() throws IOException {
        child = shell(StopSignal.TERM, "while :; do echo tick; sleep 0.05; done");
        awaitLog("tick");

        child.freeze();

        long size = Files.size(folder.resolve("log"));
        await().during(Duration.ofSeconds(1))
                .until(() -> Files.size(folder.resolve("log")) == size);
        child.thaw();
        await().atMost(LONG).until(() -> Files.size(folder.resolve("log")) > size);
    }

    @Test
    void livesInASessionOfItsOwn() throws Exception {
        child = shell(StopSignal.TERM, "echo up; " + WAIT);
        awaitLog("up");

        assertThat(groupOf(child.pid())).isEqualTo("" + child.pid());
    }

    @Test
    void endsWhenItsParentIsKilled() throws Exception {
        Process parent = parent();
        ProcessHandle orphan = childOf(parent);

        parent.destroyForcibly();

        await().atMost(LONG).until(() -> !orphan.isAlive());
    }

    @Test
    void endsWhenItsParentIsKilledAlsoIfFrozen() throws Exception {
        Process parent = parent();
        ProcessHandle orphan = childOf(parent);
        Signals.send("STOP", List.of(orphan));

        parent.destroyForcibly();

        await().atMost(LONG).until(() -> !orphan.isAlive());
    }

    /** Small systems have no {@code ps}, macOS has no {@code /proc}. */
    private static String groupOf(long pid) throws IOException {
        Path stat = Path.of("/proc", "" + pid, "stat");
        if (Files.exists(stat)) {
            String text = Files.readString(stat);
            return text.substring(text.lastIndexOf(')') + 2).split(" ")[2];
        }
        Process ps = new ProcessBuilder("ps", "-o", "pgid=", "-p", "" + pid).start();
        return new String(ps.getInputStream().readAllBytes()).strip();
    }

    private static final String WAIT = "while :; do sleep 0.1; done";

    private ChildProcess shell(StopSignal stop, String script) {
        return start(stop, List.of("/bin/sh", "-c", script));
    }

    private ChildProcess start(StopSignal stop, List<String> command) {
        return ChildProcess.start(
                new ChildCommand(
                        "child", command, Map.of(), folder, folder.resolve("log"), stop, true));
    }

    private void awaitLog(String line) {
        await().atMost(LONG).until(() -> child.endOfLog(1).equals(line));
    }

    private Process parent() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        ParentMain.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static ProcessHandle childOf(Process parent) throws Exception {
        BufferedReader output = parent.inputReader();
        String pid = output.readLine();
        assertThat(parent.waitFor(0, TimeUnit.SECONDS)).isFalse();
        return ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
    }
}
