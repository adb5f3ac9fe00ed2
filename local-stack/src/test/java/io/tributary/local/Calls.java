package io.tributary.local;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HexFormat;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The calls of a person, a Nango and an API client to a running stack. */
final class Calls {
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final RunningStack stack;

    Calls(RunningStack stack) {
        this.stack = stack;
    }

    /** Connects as an end user of the simulator. */
    void connect(String connectionId) throws IOException, InterruptedException {
        String body = "{\"integration\":\"demo-crm\",\"connectionId\":\"" + connectionId + "\"}";
        HttpResponse<String> answer =
                send(
                        request(stack.simulator("/_control/connections"))
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString(body)));
        if (answer.statusCode() != 200) {
            throw new AssertionError(answer.statusCode() + " " + answer.body());
        }
    }

    String connections() throws IOException, InterruptedException {
        return asDeveloper(stack.store("/api/connections")).body();
    }

    String syncs() throws IOException, InterruptedException {
        return asDeveloper(stack.worker("/api/syncs")).body();
    }

    HttpResponse<String> asDeveloper(URI address) throws IOException, InterruptedException {
        return send(request(address).header("Authorization", "Bearer " + stack.token()));
    }

    HttpResponse<String> asNobody(URI address) throws IOException, InterruptedException {
        return send(request(address));
    }

    /** Posts a webhook of a kind that nobody knows, signed as the simulator signs. */
    HttpResponse<String> webhook(String body) throws IOException, InterruptedException {
        return CLIENT.send(signed(body), HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest signed(String body) {
        return request(stack.webhooks())
                .header("X-Nango-Hmac-Sha256", signature(body))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
    }

    private String signature(String body) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            byte[] key = stack.keys().signingKey().getBytes(StandardCharsets.UTF_8);
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static HttpRequest.Builder request(URI address) {
        return HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(60));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request)
            throws IOException, InterruptedException {
        return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
