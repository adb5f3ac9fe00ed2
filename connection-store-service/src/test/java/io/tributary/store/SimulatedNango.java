package io.tributary.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.backing.Ports;
import io.tributary.backing.process.ChildCommand;
import io.tributary.backing.process.ChildProcess;

import org.awaitility.Awaitility;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** The simulator as a process; its webhooks go nowhere, the tests put them into the inbox. */
final class SimulatedNango implements AutoCloseable {

    static final String API_KEY = "7b9d4c1e-3f20-4a6b-9e58-2c4d6e8f0a12";

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final Path LOG = Path.of("target", "simulated-nango.log").toAbsolutePath();

    private final int port = Ports.free();
    private final ChildProcess process;

    SimulatedNango() {
        int managementPort = Ports.free();
        try {
            Files.createDirectories(LOG.getParent());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        process =
                ChildProcess.start(
                        new ChildCommand(
                                "simulated-nango",
                                List.of(
                                        Path.of(System.getProperty("java.home"), "bin", "java")
                                                .toString(),
                                        "-XX:+UseSerialGC",
                                        "-XX:TieredStopAtLevel=1",
                                        "-Xmx128m",
                                        "-jar",
                                        jar(),
                                        "--server.port=" + port,
                                        "--server.address=127.0.0.1",
                                        "--management.server.port=" + managementPort,
                                        "--management.server.address=127.0.0.1",
                                        "--simulator.rate-limit-per-minute=1000000",
                                        "--simulator.environments.dev.webhook-urls=",
                                        "--simulator.environments.dev.api-key=" + API_KEY),
                                Map.of(),
                                LOG.getParent(),
                                LOG,
                                ChildCommand.StopSignal.TERM,
                                true));
        Awaitility.await()
                .atMost(Duration.ofSeconds(120))
                .ignoreExceptions()
                .until(
                        () ->
                                send(HttpRequest.newBuilder(
                                                                URI.create(
                                                                        "http://127.0.0.1:"
                                                                                + managementPort
                                                                                + "/actuator/health"))
                                                        .build())
                                                .statusCode()
                                        == 200);
    }

    private static String jar() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> Path.of(entry).getFileName().toString().matches("nango-sim.*jar"))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the simulator is not packaged"));
    }

    String baseUrl() {
        return "http://127.0.0.1:" + port;
    }

    /** As a browser connects an account that takes an API key; the new connection's id. */
    String connects(String sessionToken, String integration) {
        HttpResponse<String> answer = triesToConnect(sessionToken, integration);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return json(answer).get("connectionId").stringValue();
    }

    HttpResponse<String> triesToConnect(String sessionToken, String integration) {
        return send(
                HttpRequest.newBuilder(
                                URI.create(
                                        "%s/api-auth/api-key/%s?connect_session_token=%s"
                                                .formatted(baseUrl(), integration, sessionToken)))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString("{\"apiKey\":\"right-key\"}"))
                        .build());
    }

    /** Pulls one of its levers. */
    JsonNode control(String method, String lever, String json) {
        HttpResponse<String> answer =
                send(
                        HttpRequest.newBuilder(URI.create(baseUrl() + "/_control" + lever))
                                .header("Content-Type", "application/json")
                                .method(method, HttpRequest.BodyPublishers.ofString(json))
                                .build());
        assertThat(answer.statusCode() / 100).as(answer.body()).isEqualTo(2);
        return answer.body().isEmpty() ? JsonMapper.shared().createObjectNode() : json(answer);
    }

    /** One connection, as its API tells it to an application. */
    HttpResponse<String> connection(String method, String integration, String id, String json) {
        return send(
                HttpRequest.newBuilder(
                                URI.create(
                                        "%s/connections/%s?provider_config_key=%s"
                                                .formatted(baseUrl(), id, integration)))
                        .header("Authorization", "Bearer " + API_KEY)
                        .header("Content-Type", "application/json")
                        .method(
                                method,
                                json == null
                                        ? HttpRequest.BodyPublishers.noBody()
                                        : HttpRequest.BodyPublishers.ofString(json))
                        .build());
    }

    static JsonNode json(HttpResponse<String> answer) {
        return JsonMapper.shared().readTree(answer.body());
    }

    private static HttpResponse<String> send(HttpRequest request) {
        try {
            return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Whoever calls it from now on reaches nobody, until it is woken. */
    void freeze() {
        process.freeze();
    }

    void thaw() {
        process.thaw();
    }

    @Override
    public void close() {
        process.kill();
    }
}
