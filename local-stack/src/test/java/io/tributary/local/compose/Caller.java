package io.tributary.local.compose;

import static java.nio.charset.StandardCharsets.UTF_8;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Whoever calls a composed stack from outside: Nango, an end user, a developer. */
final class Caller {

    static final JsonMapper JSON = new JsonMapper();
    private static final String SIGNATURE = "X-Nango-Hmac-Sha256";
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final HttpClient client =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(PATIENCE)
                    .build();
    private final ComposedStack stack;

    Caller(ComposedStack stack) {
        this.stack = stack;
    }

    /** Posts a body that the simulator's key signs; what it was answered. */
    int webhook(String body) throws IOException, InterruptedException {
        return webhook(body.getBytes(UTF_8), signature(body));
    }

    /** Posts a real delivery with the signature it came with. */
    int capture(JsonNode capture) throws IOException, InterruptedException {
        for (JsonNode header : capture.path("headers")) {
            if (header.path(0).stringValue().equals(SIGNATURE)) {
                byte[] body = Base64.getDecoder().decode(capture.path("body_base64").stringValue());
                return webhook(body, header.path(1).stringValue());
            }
        }
        throw new AssertionError("no signature in " + capture.path("name"));
    }

    private int webhook(byte[] body, String signature) throws IOException, InterruptedException {
        HttpRequest request =
                request(stack.address("INGRESS", "/api/webhooks/nango/dev"))
                        .header(SIGNATURE, signature)
                        .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                        .build();
        return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }

    private String signature(String body) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            byte[] key = stack.setting("SIMULATOR_SIGNING_KEY").getBytes(UTF_8);
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(body.getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** An end user connects an account at the simulator. */
    void connect(String integration, String connectionId) throws Exception {
        control(
                "connections",
                Map.of(
                        "integration", integration,
                        "connectionId", connectionId,
                        "tags", Map.of("end_user_id", "ann")));
    }

    void control(String what, Map<String, Object> body) throws Exception {
        send(
                request(stack.address("SIMULATOR", "/_control/" + what))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body))));
    }

    /** What an API of the store ({@code STORE}) or the worker ({@code WORKER}) answers. */
    JsonNode api(String service, String path) throws Exception {
        return JSON.readTree(
                send(
                        request(stack.address(service, path))
                                .header("Authorization", "Bearer " + stack.setting("DEV_TOKEN"))));
    }

    /** As the developer. */
    JsonNode post(URI address, Map<String, Object> body) throws Exception {
        return JSON.readTree(
                send(
                        request(address)
                                .header("Authorization", "Bearer " + stack.setting("DEV_TOKEN"))
                                .header("Content-Type", "application/json")
                                .POST(
                                        HttpRequest.BodyPublishers.ofString(
                                                JSON.writeValueAsString(body)))));
    }

    /** Where a browser is sent from there. */
    String location(URI address) throws IOException, InterruptedException {
        return client.send(request(address).build(), HttpResponse.BodyHandlers.discarding())
                .headers()
                .firstValue("Location")
                .orElse("nowhere");
    }

    JsonNode get(URI address) throws Exception {
        return JSON.readTree(send(request(address)));
    }

    private static HttpRequest.Builder request(URI address) {
        return HttpRequest.newBuilder(address).timeout(PATIENCE);
    }

    private String send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> answer =
                client.send(request.build(), HttpResponse.BodyHandlers.ofString(UTF_8));
        if (answer.statusCode() / 100 != 2) {
            throw new AssertionError(
                    answer.uri() + " " + answer.statusCode() + " " + answer.body());
        }
        return answer.body();
    }
}
