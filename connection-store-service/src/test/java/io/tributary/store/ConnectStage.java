package io.tributary.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tributary.events.ConnectionKey;

import org.springframework.context.ConfigurableApplicationContext;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Two stores on one broker and one database, and the simulator as their Nango. */
final class ConnectStage {

    static final String KEY_INTEGRATION = "demo-crm-key";
    static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Started once for all tests that need it; it ends with the JVM. */
    static final class Shared {
        static final ConnectStage CONNECT = new ConnectStage();

        private Shared() {}
    }

    final Stage stage = new Stage();
    final SimulatedNango nango = new SimulatedNango();
    final ApiCalls first;
    final ApiCalls second;
    private final Path signingKey = signingKey();

    private ConnectStage() {
        first = new ApiCalls(start("first"), stage.tokens);
        second = new ApiCalls(start("second"), stage.tokens);
    }

    private ConfigurableApplicationContext start(String instance) {
        return stage.start(
                List.of(
                        "--tributary.instance=" + instance,
                        "--tributary.environments.dev.nango.base-url=" + nango.baseUrl(),
                        "--tributary.environments.dev.nango.api-key=" + SimulatedNango.API_KEY,
                        "--tributary.environments.dev.nango.timeout=3s",
                        "--tributary.environments.dev.nango.public-url=https://nango.example.test",
                        "--tributary.cors.allowed-origins=https://app.example.test",
                        "--tributary.tokens.signing-key=" + signingKey.toUri()));
    }

    private static Path signingKey() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            KeyPair pair = generator.generateKeyPair();
            Path file = Files.createTempFile("signing-key", ".pem");
            file.toFile().deleteOnExit();
            return Files.writeString(
                    file,
                    "-----BEGIN PRIVATE KEY-----\n%s\n-----END PRIVATE KEY-----\n"
                            .formatted(
                                    Base64.getMimeEncoder()
                                            .encodeToString(pair.getPrivate().getEncoded())));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    HttpResponse<String> sessionToken(String token, String json) {
        return first.call("POST", "/api/integrations/session-token", json, token);
    }

    /** The token for a browser. */
    String session(String user) {
        HttpResponse<String> answer = sessionToken(stage.tokens.user(user), "{}");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return ApiCalls.json(answer).get("token").stringValue();
    }

    /** As a user does in the page; Nango's webhook is put where the ingress puts it. */
    ConnectionKey connected(String user) {
        ConnectionKey key =
                new ConnectionKey(
                        Stage.ENVIRONMENT,
                        KEY_INTEGRATION,
                        nango.connects(session(user), KEY_INTEGRATION));
        stage.deliver(Stage.body("creation", true, key));
        awaitStatus(key, "active");
        return key;
    }

    void awaitStatus(ConnectionKey key, String status) {
        await().atMost(PATIENCE).until(() -> stage.status(key).equals(status));
    }

    HttpResponse<String> reconnectToken(String token, ConnectionKey key) {
        return first.call(
                "POST",
                "/api/integrations/reconnect-token",
                "{\"connection\":\"%s\"}".formatted(key.id()),
                token);
    }

    HttpResponse<String> disconnect(String token, ConnectionKey key) {
        return first.call("DELETE", "/api/connections/" + key.id(), null, token);
    }

    /** As the simulator has it. */
    JsonNode atNango(ConnectionKey key) {
        return SimulatedNango.json(
                nango.connection("GET", key.integration(), key.connectionId(), null));
    }

    EventStreamReader follow(ApiCalls instance, String token) {
        HttpRequest.Builder request =
                instance.request("local.server.port", "/api/connections/events", token);
        EventStreamReader reader = new EventStreamReader(request);
        if (reader.status() == 200) {
            await().atMost(PATIENCE).until(() -> !reader.events.isEmpty());
        }
        return reader;
    }

    static List<String> ids(JsonNode snapshot) {
        List<String> ids = new ArrayList<>();
        snapshot.path("connections").forEach(one -> ids.add(one.path("id").asString()));
        return ids;
    }
}
