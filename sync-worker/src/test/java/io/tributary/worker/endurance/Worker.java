package io.tributary.worker.endurance;

import io.tributary.backing.Ports;
import io.tributary.backing.process.ChildProcess;
import io.tributary.worker.stand.Api;

import org.awaitility.Awaitility;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A worker in a process of its own. */
final class Worker {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Duration PATIENCE = Duration.ofSeconds(180);

    private final String name;
    private final Map<String, String> settings;
    private int port;
    private int managementPort;
    private ChildProcess process;

    /**
     * @param settings as arguments; no secrets of anyone's
     */
    Worker(String name, Map<String, String> settings) {
        this.name = name;
        this.settings = settings;
    }

    String name() {
        return name;
    }

    /**
     * Returns at once.
     *
     * @param others settings beside its own
     */
    void start(Map<String, String> others) {
        port = Ports.free();
        managementPort = Ports.free();
        Map<String, String> all = new TreeMap<>(settings);
        all.putAll(others);
        all.put("server.port", Integer.toString(port));
        all.put("management.server.port", Integer.toString(managementPort));
        List<String> command = new ArrayList<>(WorkerJar.command());
        all.forEach((setting, value) -> command.add("--" + setting + "=" + value));
        process = WorkerJar.start("worker " + name, command, Map.of(), name);
    }

    void awaitReady() {
        Awaitility.await(name + " is ready")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(200))
                .until(() -> !process.alive() || isReady());
        if (!process.alive()) {
            throw new AssertionError(name + " ended:\n" + process.endOfLog(40));
        }
    }

    boolean isReady() {
        URI readiness =
                URI.create("http://127.0.0.1:" + managementPort + "/actuator/health/readiness");
        try {
            return process.alive()
                    && HTTP.send(
                                            HttpRequest.newBuilder(readiness)
                                                    .timeout(Duration.ofSeconds(5))
                                                    .build(),
                                            HttpResponse.BodyHandlers.discarding())
                                    .statusCode()
                            == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    Api api() {
        return new Api(port);
    }

    boolean isDead() {
        return !process.alive();
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
        if (process != null && process.alive()) {
            process.stop(Duration.ofSeconds(60));
        }
    }
}
