package io.tributary.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tributary.local.report.Summary;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** What {@code ./start} promises of a stack that runs. */
class StartIT {
    private static final Duration LONG = Duration.ofMinutes(3);

    static RunningStack stack;
    static Calls calls;

    @TempDir Path folder;

    @BeforeAll
    static void start() {
        stack = RunningStack.shared();
        calls = new Calls(stack);
    }

    @Test
    void saysWhatIsWhere() {
        String said = stack.output();

        assertThat(said.lines())
                .anyMatch(l -> l.startsWith("WHAT") && l.contains("WHERE") && l.contains("LOG"))
                .anyMatch(l -> l.matches("Kafka +localhost:" + stack.ports().kafka() + ".*"))
                .anyMatch(
                        l -> l.matches("PostgreSQL +localhost:" + stack.ports().postgres() + "/.*"))
                .anyMatch(
                        l ->
                                l.matches(
                                        "nango-simulator +\\S+:"
                                                + stack.ports().simulator()
                                                + "/.*"))
                .anyMatch(l -> l.matches("sync-worker +\\S+:" + stack.ports().worker() + "/.*"))
                .anyMatch(l -> l.contains(stack.token()));
    }

    @Test
    void everyLogItNamesIsThere() {
        List<String> logs =
                stack.output()
                        .lines()
                        .filter(l -> l.endsWith(".log"))
                        .map(StartIT::lastWord)
                        .toList();

        assertThat(logs)
                .hasSize(6)
                .allSatisfy(log -> assertThat(stack.layout().home().resolve(log)).isNotEmptyFile());
    }

    @Test
    void theLineToTryWorksWhenPasted() throws Exception {
        String line =
                stack.output()
                        .lines()
                        .dropWhile(l -> !l.equals("Try it:"))
                        .skip(2)
                        .findFirst()
                        .orElseThrow();

        Process shell =
                new ProcessBuilder("bash", "-c", line)
                        .directory(stack.layout().home().toFile())
                        .redirectErrorStream(true)
                        .start();

        String shown = new String(shell.getInputStream().readAllBytes());
        assertThat(shell.waitFor(3, TimeUnit.MINUTES)).isTrue();
        assertThat(shown)
                .contains("\"status\":\"completed\"")
                .contains("\"records\":250")
                .contains("\"status\":\"active\"");
        assertThat(line)
                .isEqualTo(new Summary(stack.layout(), stack.ports(), true, true, "").tryLine());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ingress-service",
                "connection-store-service",
                "sync-worker",
                "Kafka",
                "PostgreSQL"
            })
    void aKilledPartComesBack(String name) throws Exception {
        ProcessHandle before = process(name);

        before.destroyForcibly();

        String back = name + " is back after";
        await().atMost(LONG).untilAsserted(() -> assertThat(stack.output()).contains(back));
        assertThat(stack.output()).contains(name + " ended (exit code ");
        assertThat(process(name).pid()).isNotEqualTo(before.pid());
        String id = "after-the-loss-of-" + name;
        await().atMost(LONG)
                .ignoreExceptions()
                .untilAsserted(
                        () -> assertThat(calls.webhook("{\"a\":1}").statusCode()).isEqualTo(202));
        calls.connect(id);
        await().atMost(LONG)
                .ignoreExceptions()
                .untilAsserted(
                        () -> assertThat(calls.syncs()).containsPattern(id + "[^}]*\"completed\""));
    }

    @Test
    void demandsABearerToken() throws Exception {
        assertThat(calls.asNobody(stack.store("/api/connections")).statusCode()).isEqualTo(401);
        assertThat(calls.asNobody(stack.worker("/api/syncs")).statusCode()).isEqualTo(401);
        assertThat(calls.asDeveloper(stack.store("/api/connections")).statusCode()).isEqualTo(200);
    }

    @Test
    void listensOnLoopbackOnly() throws Exception {
        List<InetAddress> outside =
                NetworkInterface.networkInterfaces()
                        .flatMap(NetworkInterface::inetAddresses)
                        .filter(a -> !a.isLoopbackAddress() && !a.isLinkLocalAddress())
                        .toList();
        for (int port : stack.ports().byName(true).values()) {
            assertThat(answers(InetAddress.ofLiteral("127.0.0.1"), port)).isTrue();
            assertThat(outside).noneMatch(address -> answers(address, port));
        }
    }

    @Test
    void noSecretIsOnACommandLineOrInALog() throws Exception {
        var keys = stack.keys();
        List<String> secrets =
                List.of(
                        keys.signingKey(),
                        keys.apiKey(),
                        keys.superuserPassword(),
                        keys.roles().connections(),
                        keys.roles().sync(),
                        stack.token());
        List<String> commands =
                stack.parts().stream().map(p -> p.info().commandLine().orElse("")).toList();

        assertThat(commands)
                .hasSizeGreaterThanOrEqualTo(6)
                .allSatisfy(command -> assertThat(command).doesNotContain(secrets));
        try (Stream<Path> logs = Files.list(stack.layout().log("any").getParent())) {
            for (Path log : logs.toList()) {
                assertThat(Files.readString(log)).doesNotContain(secrets);
            }
        }
    }

    @Test
    void aSecondStartOnTheSameDataIsRefused() {
        try (var second = Refused.start(stack.layout().data(), stack.ports())) {
            assertThat(second.exitCode()).isEqualTo(1);
            assertThat(second.said())
                    .contains("It already runs on " + stack.layout().data())
                    .contains("pid " + stack.launcher().pid());
        }
        assertThat(stack.parts()).hasSizeGreaterThanOrEqualTo(6);
    }

    @Test
    void aBusyPortIsNamedWithItsHolder() {
        try (var second = Refused.start(folder, stack.ports())) {
            assertThat(second.exitCode()).isEqualTo(1);
            assertThat(second.said())
                    .containsPattern(
                            "Port %d, wanted by Kafka, is held by java \\(pid \\d+\\)"
                                    .formatted(stack.ports().kafka()))
                    .containsPattern(
                            "Port %d, wanted by PostgreSQL, is held by postgres \\(pid \\d+\\)"
                                    .formatted(stack.ports().postgres()))
                    .contains("--port-offset");
        }
    }

    private static ProcessHandle process(String name) {
        return switch (name) {
            case "Kafka" -> held(stack.ports().kafka(), "BrokerMain");
            case "PostgreSQL" -> held(stack.ports().postgres(), "port=" + stack.ports().postgres());
            default -> stack.part(name);
        };
    }

    private static ProcessHandle held(int port, String argument) {
        assertThat(answers(InetAddress.ofLiteral("127.0.0.1"), port)).isTrue();
        return stack.parts().stream()
                .filter(p -> p.info().commandLine().orElse("").contains(argument))
                .findFirst()
                .orElseThrow();
    }

    private static boolean answers(InetAddress address, int port) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, port), 2_000);
            return true;
        } catch (java.io.IOException _) {
            return false;
        }
    }

    private static String lastWord(String line) {
        return line.substring(line.lastIndexOf(' ') + 1);
    }
}
