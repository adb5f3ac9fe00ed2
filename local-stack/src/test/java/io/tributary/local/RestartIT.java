package io.tributary.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tributary.local.config.PortPlan;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** What one {@code ./start} leaves to the next on the same data. */
class RestartIT {
    private static final Duration LONG = Duration.ofMinutes(3);

    final Path data = RunningStack.temporaryFolder();
    final PortPlan ports = RunningStack.freePorts();
    RunningStack stack;

    @AfterEach
    void end() {
        stack.close();
    }

    @Test
    void dataSurvivesAKilledLauncherAndCtrlCAndFreshEmptiesIt() throws Exception {
        stack = RunningStack.launch(data, ports).awaitReady();
        new Calls(stack).connect("kept");
        await().atMost(LONG).untilAsserted(() -> assertThat(synced()).contains("completed"));
        String keyBefore = stack.keys().signingKey();

        List<ProcessHandle> left = killedLauncher();
        stack = RunningStack.launch(data, ports).awaitReady();

        assertThat(left).hasSizeGreaterThanOrEqualTo(6).noneMatch(ProcessHandle::isAlive);
        assertThat(stack.output())
                .contains("ended sync-worker that an earlier run had left behind")
                .contains("ended connection-store-service that an earlier run had left behind")
                .contains("ended ingress-service that an earlier run had left behind")
                .contains("ended nango-simulator that an earlier run had left behind")
                .contains("ended Kafka that an earlier run had left behind")
                .contains("ended PostgreSQL that an earlier run had left behind");
        assertThat(stack.keys().signingKey()).isEqualTo(keyBefore);
        assertKept();

        List<ProcessHandle> running = stack.parts();
        int exit = afterCtrlC();

        assertThat(exit).isEqualTo(130);
        assertThat(running).noneMatch(ProcessHandle::isAlive);
        assertThat(stack.parts()).isEmpty();
        assertThat(stack.output())
                .containsSubsequence(
                        "stopping sync-worker",
                        "stopping connection-store-service",
                        "stopping ingress-service",
                        "stopping nango-simulator",
                        "stopping Kafka",
                        "stopping PostgreSQL",
                        "all ended")
                .doesNotContain("was killed");

        stack = RunningStack.launch(data, ports, "--fresh").awaitReady();

        assertThat(stack.output()).contains("emptied ").doesNotContain("left behind");
        assertThat(stack.keys().signingKey()).isNotEqualTo(keyBefore);
        assertThat(new Calls(stack).connections()).doesNotContain("kept");
        assertThat(new Calls(stack).syncs()).doesNotContain("kept");
    }

    private void assertKept() throws Exception {
        assertThat(new Calls(stack).connections()).contains("\"kept\"").contains("\"active\"");
        assertThat(synced()).contains("completed").contains("\"records\":250");
    }

    private String synced() throws Exception {
        return new Calls(stack).syncs();
    }

    /** SIGKILL to the launcher and to the one that watches over it for this test. */
    private List<ProcessHandle> killedLauncher() {
        List<ProcessHandle> parts = stack.parts();
        ProcessHandle launcher = stack.launcher().handle();
        launcher.destroyForcibly();
        launcher.onExit().join();
        return parts;
    }

    private int afterCtrlC() {
        stack.launcher().stop(LONG);
        return stack.awaitEnd();
    }
}
