package io.tributary.benchmarks.startup;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tributary.benchmarks.Median;
import io.tributary.nango.webhook.SigningKey;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Whether who says that it is ready is warm: its first webhook against the next thirty. */
final class FirstWebhook {

    private static final int WARMING = 20;
    private static final int NEXT = 30;
    private static final int INGRESS_PORT = 8080;
    private static final int SIMULATOR_HEALTH_PORT = 9083;

    private FirstWebhook() {}

    /**
     * Each on a connection of its own, as Nango sends them.
     *
     * @param data the folder that {@code ./start} keeps its keys in
     * @throws IllegalStateException if one is not accepted
     */
    static double overMedian(Path data, int portOffset) throws IOException, InterruptedException {
        SigningKey key =
                new SigningKey(
                        Files.readString(data.resolve("keys").resolve("signing-key")).strip());
        for (int i = 0; i < WARMING; i++) {
            // This client's own warmth, from somebody else than the one that is measured.
            nanos(request(SIMULATOR_HEALTH_PORT + portOffset, "/actuator/health").build(), 200);
        }
        double first = webhook(key, portOffset, 0);
        List<Double> next = new ArrayList<>();
        for (int i = 1; i <= NEXT; i++) {
            next.add(webhook(key, portOffset, i));
        }
        return first / Median.of(next.stream().mapToDouble(Double::doubleValue));
    }

    private static double webhook(SigningKey key, int portOffset, int number)
            throws IOException, InterruptedException {
        byte[] body = "{\"number\":%d}".formatted(number).getBytes(UTF_8);
        return nanos(
                request(INGRESS_PORT + portOffset, "/api/webhooks/nango/dev")
                        .header("X-Nango-Hmac-Sha256", key.sign(body))
                        .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                        .build(),
                202);
    }

    private static HttpRequest.Builder request(int port, String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    }

    private static double nanos(HttpRequest request, int expected)
            throws IOException, InterruptedException {
        try (HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            long start = System.nanoTime();
            int status = client.send(request, HttpResponse.BodyHandlers.ofString()).statusCode();
            double took = System.nanoTime() - start;
            if (status != expected) {
                throw new IllegalStateException(request.uri() + " answered " + status);
            }
            return took;
        }
    }
}
