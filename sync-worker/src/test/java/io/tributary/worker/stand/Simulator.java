package io.tributary.worker.stand;

import static org.awaitility.Awaitility.await;

import io.tributary.backing.Ports;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;

/**
 * The simulator of Nango, packaged, as a process. Its limit on calls is raised to a million a
 * minute: these tests are about what is pulled, not about how long that has to wait.
 */
public final class Simulator implements AutoCloseable {

    public static final String API_KEY = "5d2f6a0e-7b31-4c58-9e44-0a1b2c3d4e5f";

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final int port = Ports.free();
    private final int managementPort = Ports.free();
    private final Process process;

    public Simulator() {
        try {
            process =
                    new ProcessBuilder(
                                    ProcessHandle.current().info().command().orElseThrow(),
                                    "-Xmx256m",
                                    "-jar",
                                    jar(),
                                    "--server.port=" + port,
                                    "--server.address=127.0.0.1",
                                    "--management.server.port=" + managementPort,
                                    "--management.server.address=127.0.0.1",
                                    "--simulator.rate-limit-per-minute=1000000",
                                    "--simulator.environments.dev.api-key=" + API_KEY,
                                    "--simulator.environments.dev.webhook-urls=")
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .redirectError(ProcessBuilder.Redirect.INHERIT)
                            .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        await("the simulator").atMost(Duration.ofMinutes(3)).until(this::isReady);
    }

    private static String jar() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> Path.of(entry).getFileName().toString().matches("nango-sim.*jar"))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the simulator is not packaged"));
    }

    private boolean isReady() {
        try {
            HttpRequest health =
                    HttpRequest.newBuilder(
                                    URI.create(
                                            "http://127.0.0.1:%d/actuator/health/readiness"
                                                    .formatted(managementPort)))
                            .timeout(Duration.ofSeconds(5))
                            .build();
            return http.send(health, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public String baseUrl() {
        return "http://127.0.0.1:" + port;
    }

    /** Imports a connection, as an app would through Nango's API. */
    public void connection(String json) {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(baseUrl() + "/connections"))
                        .header("Authorization", "Bearer " + API_KEY)
                        .header("Content-Type", "application/json")
                        .timeout(Duration.ofSeconds(30))
                        .POST(HttpRequest.BodyPublishers.ofString(json))
                        .build();
        try {
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 201) {
                throw new IllegalStateException(answer.statusCode() + ": " + answer.body());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        process.destroy();
    }
}
