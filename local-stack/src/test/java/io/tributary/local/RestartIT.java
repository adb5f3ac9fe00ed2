package io.tributary.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tributary.local.aot.BrokerJars;
import io.tributary.local.aot.Programs;
import io.tributary.local.config.PortPlan;
import io.tributary.local.report.Console;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Stream;

/** What one {@code ./start} leaves to the next on the same data. */
class RestartIT {
    private static final Duration LONG = Duration.ofMinutes(3);
    private static final List<String> PROGRAMS =
            List.of(
                    "sync-worker",
                    "connection-store-service",
                    "ingress-service",
                    "nango-simulator",
                    "kafka");

    final Path data = RunningStack.temporaryFolder();
    final PortPlan ports = RunningStack.freePorts();
    RunningStack stack;

    @AfterEach
    void end() {
        stack.close();
    }

    @Test
    void dataSurvivesAKilledLauncherAndCtrlCAndFreshEmptiesIt() throws Exception {
        stack = RunningStack.launch(data, ports, "--no-caches").awaitReady();
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
        assertThat(stack.output()).contains("no cache for " + String.join(", ", PROGRAMS));

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
                        "made: ",
                        "all ended")
                .doesNotContain("was killed", "could not be made");

        stack = RunningStack.launch(data, ports, "--fresh").awaitReady();

        assertThat(stack.output())
                .contains("emptied ")
                .doesNotContain("left behind", "no cache for", "is not used");
        assertThat(PROGRAMS).allSatisfy(this::runsFromItsCache);
        assertThat(stack.keys().signingKey()).isNotEqualTo(keyBefore);
        assertThat(new Calls(stack).connections()).doesNotContain("kept");
        assertThat(new Calls(stack).syncs()).doesNotContain("kept");

        touchALibraryOf("sync-worker");
        damageTheCacheOf("connection-store-service");

        assertThat(lookedAtAgain())
                .containsPattern("the cache of sync-worker is not used: .*timestamp has changed")
                .containsPattern("the cache of connection-store-service is not used: Checksum")
                .containsPattern("no cache for sync-worker, connection-store-service: ");
    }

    /** Not merely there: the system shows the cache among what the process has in memory. */
    private void runsFromItsCache(String program) throws Exception {
        String cache = stack.layout().program(program).resolve(program + ".aot").toString();
        ProcessHandle process = program.equals("kafka") ? broker() : stack.part(program);
        assertThat(Files.readString(Path.of("/proc/" + process.pid() + "/maps"))).contains(cache);
    }

    private void touchALibraryOf(String program) throws Exception {
        try (Stream<Path> libraries = Files.list(stack.layout().program(program).resolve("lib"))) {
            Path any =
                    libraries.filter(l -> l.toString().contains("spring-core")).findFirst().get();
            Files.setLastModifiedTime(any, FileTime.from(Instant.now()));
        }
    }

    /** In a copy that takes its place: the process that runs has the other in memory. */
    private void damageTheCacheOf(String program) throws Exception {
        Path cache = stack.layout().program(program).resolve(program + ".aot");
        Path copy = Files.copy(cache, cache.resolveSibling("damaged"));
        try (var file = new RandomAccessFile(copy.toFile(), "rw")) {
            file.seek(file.length() / 2);
            file.write(new byte[] {1, 2, 3, 4, 5, 6, 7, 8});
        }
        Files.move(copy, cache, StandardCopyOption.ATOMIC_MOVE);
    }

    /** What the next start would say of the caches. */
    private String lookedAtAgain() throws Exception {
        var said = new ByteArrayOutputStream();
        var console = new Console(new PrintStream(said, true), Clock.systemUTC());
        var jars = new LinkedHashMap<String, Path>();
        Parts.SERVICES.forEach(service -> jars.put(service, stack.layout().jar(service)));
        Programs.of(
                        jars,
                        new BrokerJars(stack.layout().libraries()),
                        stack.layout()::program,
                        stack.layout().run(),
                        console)
                .useCaches();
        return said.toString(StandardCharsets.UTF_8);
    }

    private ProcessHandle broker() {
        return stack.parts().stream()
                .filter(p -> p.info().commandLine().orElse("").contains("BrokerMain"))
                .findFirst()
                .orElseThrow();
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

    /** The caches of five programs take a busy machine minutes. */
    private int afterCtrlC() {
        stack.launcher().stop(LONG.multipliedBy(3));
        return stack.awaitEnd();
    }
}
