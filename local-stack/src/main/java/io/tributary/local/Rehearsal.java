package io.tributary.local;

import io.tributary.local.check.Problem;
import io.tributary.local.config.PortPlan;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;

/**
 * A few connections through a whole stack, from the simulator's webhook to the last record, so that
 * what a run loads and compiles is what real ones do.
 *
 * @param token for the services' APIs
 */
record Rehearsal(PortPlan ports, String token) {
    private static final int CONNECTIONS = 6;
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final long LOOK_MILLIS = 200;

    /**
     * Returns once all connections are known and pulled.
     *
     * @throws Problem when they are not in time
     */
    void run() throws IOException, InterruptedException {
        try (var client = HttpClient.newHttpClient()) {
            for (int i = 0; i < CONNECTIONS; i++) {
                connect(client, "rehearsal-" + i);
            }
            Instant deadline = Instant.now().plus(PATIENCE);
            while (completed(client) < CONNECTIONS) {
                if (Instant.now().isAfter(deadline)) {
                    throw new Problem(
                            "Of %d connections only %d were pulled within %d s."
                                    .formatted(
                                            CONNECTIONS, completed(client), PATIENCE.toSeconds()),
                            "The machine may be too busy; try again.");
                }
                Thread.sleep(LOOK_MILLIS);
            }
        }
    }

    private void connect(HttpClient client, String id) throws IOException, InterruptedException {
        String body = "{\"integration\":\"demo-crm\",\"connectionId\":\"%s\"}".formatted(id);
        HttpRequest request =
                HttpRequest.newBuilder(local(ports.simulator(), "/_control/connections"))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build();
        HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new Problem(
                    "The simulator answered %d: %s".formatted(answer.statusCode(), answer.body()),
                    "Build again and try again.");
        }
    }

    private int completed(HttpClient client) throws IOException, InterruptedException {
        asDeveloper(client, local(ports.store(), "/api/connections"));
        String syncs = asDeveloper(client, local(ports.worker(), "/api/syncs?status=completed"));
        return syncs.split("\"status\":\"completed\"", -1).length - 1;
    }

    private String asDeveloper(HttpClient client, URI address)
            throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(address).header("Authorization", "Bearer " + token).build();
        return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }

    private static URI local(int port, String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }
}
