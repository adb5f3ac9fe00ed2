package io.tributary.store.endurance;

import io.tributary.backing.process.ChildCommand;
import io.tributary.backing.process.ChildProcess;

import org.awaitility.Awaitility;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A service in a JVM of its own, which ends with this one at the latest. */
final class JavaProgram {

    static final Path LOGS = Path.of("target", "endurance").toAbsolutePath();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final String name;
    private final int managementPort;
    private final List<String> command;
    private final Map<String, String> secrets;
    private ChildProcess process;

    /**
     * @param program what follows {@code java}, without any secret
     * @param secrets environment variables
     */
    JavaProgram(
            String name, int managementPort, List<String> program, Map<String, String> secrets) {
        this.name = name;
        this.managementPort = managementPort;
        this.command = new ArrayList<>();
        this.secrets = secrets;
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // Started again and again on two cores: what helps a long life would only cost here.
        command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx256m"));
        command.addAll(program);
    }

    /** Returns at once. */
    JavaProgram start() {
        process =
                ChildProcess.start(
                        new ChildCommand(
                                name,
                                command,
                                secrets,
                                LOGS.getParent(),
                                log(),
                                ChildCommand.StopSignal.TERM,
                                true));
        return this;
    }

    String name() {
        return name;
    }

    Path log() {
        return LOGS.resolve(name + ".log");
    }

    boolean alive() {
        return process != null && process.alive();
    }

    void kill() {
        process.kill();
    }

    void freeze() {
        process.freeze();
    }

    void thaw() {
        process.thaw();
    }

    /** Asks it to end, and waits. */
    void stop() {
        if (alive()) {
            process.stop(Duration.ofSeconds(40));
        }
    }

    /** Waits for its end. */
    int exitCode(Duration patience) {
        return process.ended().orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS).join();
    }

    ChildProcess process() {
        return process;
    }

    /** The line in which a service says why it ends itself; much may be logged after it. */
    String reasonForEnding() {
        try (Stream<String> lines = Files.lines(log())) {
            return lines.filter(line -> line.contains("Ending the process"))
                    .reduce((_, last) -> last)
                    .orElse("no reason told in " + log());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    JavaProgram awaitReady(Duration patience) {
        return await("readiness", patience);
    }

    /** Until this probe is well. */
    JavaProgram await(String probe, Duration patience) {
        Awaitility.await(name + ": " + probe + "; see " + log())
                .atMost(patience)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> status(probe) == 200 || ended());
        if (ended()) {
            throw new AssertionError(name + " ended:\n" + process.endOfLog(40));
        }
        return this;
    }

    private boolean ended() {
        return !process.alive();
    }

    boolean ready() {
        return status("readiness") == 200;
    }

    /** Of a probe; 0 if nobody answers. */
    int status(String probe) {
        try {
            return HTTP.send(
                            HttpRequest.newBuilder(
                                            URI.create(
                                                    "http://127.0.0.1:%d/actuator/health/%s"
                                                            .formatted(managementPort, probe)))
                                    .timeout(Duration.ofSeconds(5))
                                    .build(),
                            HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException e) {
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }
}
