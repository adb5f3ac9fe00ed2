package io.tributary.store.endurance;

import io.tributary.backing.Ports;

import tools.jackson.databind.json.JsonMapper;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * The simulator as a process. Its limit on calls, 200 a minute like that of a real Nango, is raised
 * to a million: these tests are about what the store keeps, not about how long it has to wait. The
 * store's key reads no credentials, so that asking changes nothing. Its webhooks go nowhere; the
 * tests write them to the inbox themselves.
 */
final class Nango {

    static final String INTEGRATION = "crm";
    static final String API_KEY = "0f3c2b57-94a1-4d0e-8c66-6f1f1d3b7a10";

    /** Another, which may do anything. */
    static final String FULL_KEY = "7b9d4c1e-3f20-4a6b-9e58-2c4d6e8f0a12";

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final int port = Ports.free();
    private final JavaProgram program;

    /**
     * @param keeps whether it still knows everything after it was stopped and started
     */
    Nango(String lab, boolean keeps) {
        int managementPort = Ports.free();
        try {
            Files.createDirectories(JavaProgram.LOGS);
            Files.deleteIfExists(state(lab));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        List<String> arguments =
                new ArrayList<>(
                        List.of(
                                "-jar",
                                jar(),
                                "--server.port=" + port,
                                "--server.address=127.0.0.1",
                                "--management.server.port=" + managementPort,
                                "--management.server.address=127.0.0.1",
                                "--simulator.rate-limit-per-minute=1000000",
                                "--simulator.environments.dev.webhook-urls=",
                                "--simulator.environments.dev.api-key=" + FULL_KEY,
                                "--simulator.environments.dev.api-keys[0].key=" + API_KEY,
                                "--simulator.environments.dev.api-keys[0].scopes="
                                        + "connections:list,connections:read",
                                "--simulator.integrations.crm.provider=crm",
                                "--simulator.integrations.crm.auth-mode=OAUTH2"));
        if (keeps) {
            arguments.add("--simulator.state-file=" + state(lab));
        }
        program = new JavaProgram(lab + "-nango", managementPort, arguments, Map.of());
    }

    private static Path state(String lab) {
        return JavaProgram.LOGS.resolve(lab + "-nango.json");
    }

    private static String jar() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> Path.of(entry).getFileName().toString().matches("nango-sim.*jar"))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the simulator is not packaged"));
    }

    void start() {
        program.start().awaitReady(Duration.ofMinutes(4));
    }

    /** In order: what it knows is in its file then. */
    void stop() {
        program.stop();
    }

    /** It answers nobody until it is thawed. */
    void freeze() {
        program.freeze();
    }

    void thaw() {
        program.thaw();
    }

    String baseUrl() {
        return "http://127.0.0.1:" + port;
    }

    /**
     * Pulls one of the simulator's levers for a connection.
     *
     * @param lever below {@code /_control/connections}
     */
    void change(String lever, Map<String, Object> body) {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(baseUrl() + "/_control/connections" + lever))
                        .header("Content-Type", "application/json")
                        .timeout(Duration.ofSeconds(60))
                        .POST(
                                HttpRequest.BodyPublishers.ofString(
                                        JsonMapper.shared().writeValueAsString(body)))
                        .build();
        for (int tries = 1; ; tries++) {
            try {
                HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
                if (answer.statusCode() / 100 != 2) {
                    throw new IllegalStateException(lever + ": " + answer.body());
                }
                return;
            } catch (IOException e) {
                // Each lever may be pulled twice; a connection may break while much is started.
                Told.line("%s of the simulator, try %d: %s", lever, tries, e);
                if (tries == 3) {
                    throw new UncheckedIOException(e);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }
}
