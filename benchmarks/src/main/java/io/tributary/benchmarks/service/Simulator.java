package io.tributary.benchmarks.service;

import io.tributary.backing.Ports;
import io.tributary.benchmarks.service.Service.Order;
import io.tributary.events.ConnectionKey;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * The stand-in Nango and its provider as a process. Its limit of 200 calls a minute is raised to
 * ten million: what is measured is not how long one has to wait.
 */
public final class Simulator implements AutoCloseable {

    public static final String API_KEY = "7f3b5a52-6f0e-4c38-9a64-0d1d6a0c9e01";
    public static final String INTEGRATION = "demo-crm";

    private final HttpClient http = HttpClient.newHttpClient();
    private final Service service;
    private final URI base;

    private Simulator(Service service, URI base) {
        this.service = service;
        this.base = base;
    }

    /**
     * @param contacts how many records each connection has
     */
    public static Simulator start(Setting setting, int contacts) throws Exception {
        int port = Ports.free();
        Service service =
                Service.start(
                        setting,
                        new Order(
                                "nango-simulator",
                                "nango-simulator",
                                List.of(
                                        "--server.port=" + port,
                                        "--simulator.rate-limit-per-minute=10000000",
                                        "--simulator.provider.contacts=" + contacts,
                                        "--simulator.environments.dev.webhook-urls="),
                                Map.of()));
        return new Simulator(service.awaitReady(), URI.create("http://127.0.0.1:" + port));
    }

    public URI base() {
        return base;
    }

    public long pid() {
        return service.pid();
    }

    public void connect(ConnectionKey connection) throws IOException, InterruptedException {
        post(
                "/_control/connections",
                """
                {"integration": "%s", "connectionId": "%s"}\
                """
                        .formatted(connection.integration(), connection.connectionId()));
    }

    /** The provider takes so long for each of its next pages. */
    public void slow(int pages, Duration delay) throws IOException, InterruptedException {
        if (delay.isPositive()) {
            post(
                    "/_control/provider/mishaps",
                    """
                    {"kind": "SLOW", "count": %d, "delay": "%s"}\
                    """
                            .formatted(pages, delay));
        }
    }

    private void post(String path, String json) throws IOException, InterruptedException {
        HttpResponse<String> answer =
                http.send(
                        HttpRequest.newBuilder(base.resolve(path))
                                .header("Content-Type", "application/json")
                                .POST(BodyPublishers.ofString(json))
                                .build(),
                        BodyHandlers.ofString());
        if (answer.statusCode() / 100 != 2) {
            throw new IllegalStateException(
                    path + " was answered " + answer.statusCode() + ": " + answer.body());
        }
    }

    @Override
    public void close() {
        service.close();
        http.close();
    }
}
