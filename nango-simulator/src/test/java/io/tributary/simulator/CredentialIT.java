package io.tributary.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Stream;

/** Connecting by one request of a page: an API key, a password, nothing at all. */
class CredentialIT {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String KEY = "/api-auth/api-key/demo-crm-key";
    private static final String RIGHT = "{\"apiKey\":\"right-key\"}";

    private RawReceiver receiver;
    private Simulator nango;
    private String token;

    @BeforeEach
    void start() {
        receiver = new RawReceiver();
        nango = Simulator.shared(receiver);
        token = nango.sessionToken("{\"tags\":{\"end_user_id\":\"ann\"}}");
    }

    @AfterEach
    void stop() {
        receiver.close();
    }

    private Simulator.Answer post(String path, String body) {
        return nango.call(
                "POST",
                path + (path.contains("?") ? "&" : "?") + "connect_session_token=" + token,
                body,
                Map.of("Origin", "https://product.example", "Content-Type", "application/json"));
    }

    private JsonNode webhook(int number) {
        WaitingPage.soon().until(() -> receiver.received().size() > number);
        return JSON.readTree(receiver.received().get(number).body());
    }

    @Test
    void aPreflightIsAnsweredForAnyPage() {
        Simulator.Answer answer =
                nango.call(
                        "OPTIONS",
                        KEY + "?connect_session_token=" + token,
                        null,
                        Map.of(
                                "Origin",
                                "https://product.example",
                                "Access-Control-Request-Method",
                                "POST",
                                "Access-Control-Request-Headers",
                                "content-type"));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("access-control-allow-origin")).isEqualTo("*");
        assertThat(answer.header("access-control-allow-methods")).contains("POST");
        assertThat(answer.header("access-control-allow-headers"))
                .isEqualToIgnoringCase("content-type");
    }

    @Test
    void aRightKeyConnects() {
        Simulator.Answer answer = post(KEY, RIGHT);

        String id = answer.json().path("connectionId").asString();
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().propertyNames())
                .containsExactlyInAnyOrder("providerConfigKey", "connectionId");
        assertThat(answer.json().path("providerConfigKey").asString()).isEqualTo("demo-crm-key");
        assertThat(answer.header("access-control-allow-origin")).isEqualTo("*");
        JsonNode webhook = webhook(0);
        assertThat(webhook.path("operation").asString()).isEqualTo("creation");
        assertThat(webhook.path("authMode").asString()).isEqualTo("API_KEY");
        assertThat(webhook.path("connectionId").asString()).isEqualTo(id);
        assertThat(webhook.path("tags").toString()).isEqualTo("{\"end_user_id\":\"ann\"}");
        assertThat(
                        nango.get("/connections/" + id + "?provider_config_key=demo-crm-key")
                                .json()
                                .path("credentials")
                                .toString())
                .isEqualTo("{\"type\":\"API_KEY\",\"apiKey\":\"right-key\"}");
    }

    @Test
    void aWrongKeyFailsTheCheckAndTheAppHearsNothing() {
        Simulator.Answer answer = post(KEY, "{\"apiKey\":\"wrong-key\"}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.errorCode()).isEqualTo("connection_test_failed");
        assertThat(answer.json().path("error").path("message").asString()).isNotEmpty();
        assertThat(answer.header("access-control-allow-origin")).isEqualTo("*");
        post(KEY, RIGHT);
        assertThat(webhook(0).path("success").asBoolean()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = ';',
            value = {
                "{\"username\":\"ann\",\"password\":\"right-password\"};200",
                "{\"username\":\"ann\",\"password\":\"wrong\"};400",
                "{\"username\":\"ann\"};400",
                "{\"password\":\"right-password\"};400"
            })
    void aPasswordConnectsIfItIsRight(String body, int status) {
        Simulator.Answer answer = post("/api-auth/basic/demo-crm-basic", body);

        assertThat(answer.status()).isEqualTo(status);
        if (status == 200) {
            assertThat(webhook(0).path("authMode").asString()).isEqualTo("BASIC");
            String id = answer.json().path("connectionId").asString();
            assertThat(nango.proxy("GET", "/v1/contacts", "demo-crm-basic", id).json())
                    .isNotEmpty();
        } else {
            assertThat(answer.errorCode()).isEqualTo("connection_test_failed");
        }
    }

    @Test
    void whatNeedsNoCredentialConnectsAtOnce() {
        Simulator.Answer answer = post("/auth/unauthenticated/unauth", null);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(webhook(0).path("authMode").asString()).isEqualTo("NONE");
        assertThat(post("/auth/unauthenticated/unauth", "{\"a\":1}").errorCode())
                .isEqualTo("invalid_body");
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                arguments(KEY, "{}", 400, "invalid_body"),
                arguments(KEY, "{\"apiKey\":\"\"}", 400, "invalid_body"),
                arguments(KEY, "{\"apiKey\":\"right-key\",\"x\":1}", 400, "invalid_body"),
                arguments(KEY, "{\"apiKey\":", 400, "invalid_json"),
                arguments("/api-auth/basic/demo-crm-basic", "{}", 400, "invalid_body"),
                arguments(KEY + "?connection_id=mine", RIGHT, 400, "invalid_query_params"),
                arguments("/api-auth/api-key/nowhere", RIGHT, 404, "unknown_provider_config"),
                arguments("/api-auth/api-key/demo-crm", RIGHT, 400, "invalid_auth_mode"),
                arguments("/auth/unauthenticated/demo-crm", null, 400, "invalid_auth_mode"));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void refusesWhatNangoRefuses(String path, String body, int status, String code) {
        Simulator.Answer answer = post(path, body);

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.errorCode()).isEqualTo(code);
    }

    @Test
    void refusesWhatTheSessionDoesNotAllow() {
        token = nango.sessionToken("{\"tags\":{},\"allowed_integrations\":[\"unauth\"]}");

        assertThat(post(KEY, RIGHT).errorCode()).isEqualTo("integration_not_allowed");
    }

    @Test
    void aPageCanReadThatItsSessionIsOver() {
        nango.control("/connect-sessions/expire", "{}");

        Simulator.Answer answer = post(KEY, RIGHT);

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.errorCode()).isEqualTo("unknown_connect_session_token");
        assertThat(answer.header("access-control-allow-origin")).isEqualTo("*");
    }

    @Test
    void bracketsMayBeRaw() {
        String answer =
                RawSender.send(
                        nango.url(),
                        "POST /auth/unauthenticated/unauth?connect_session_token="
                                + token
                                + "&params[region]=eu HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
                                + "Content-Type: application/json\r\nContent-Length: 0\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 200");
        String id = webhook(0).path("connectionId").asString();
        assertThat(
                        nango.get("/connections/" + id + "?provider_config_key=unauth")
                                .json()
                                .path("connection_config")
                                .toString())
                .isEqualTo("{\"region\":\"eu\"}");
    }

    @Test
    void aReconnectTakesTheNewKeyAndResetsTheMetadata() {
        String id =
                nango.importConnection(
                                "{\"provider_config_key\":\"demo-crm-key\",\"metadata\":{\"m\":1},\"tags\":{\"a\":\"b\"},"
                                    + "\"credentials\":{\"type\":\"API_KEY\",\"apiKey\":\"old\"}}")
                        .json()
                        .path("connection_id")
                        .asString();
        webhook(0);
        token =
                nango.send(
                                "POST",
                                "/connect/sessions/reconnect",
                                "{\"integration_id\":\"demo-crm-key\",\"connection_id\":\""
                                        + id
                                        + "\",\"tags\":{\"a\":\"b\"}}")
                        .json()
                        .path("data")
                        .path("token")
                        .asString();

        Simulator.Answer answer = post(KEY, RIGHT);

        assertThat(answer.json().path("connectionId").asString()).isEqualTo(id);
        assertThat(webhook(1).path("operation").asString()).isEqualTo("override");
        JsonNode stored =
                nango.get("/connections/" + id + "?provider_config_key=demo-crm-key").json();
        assertThat(stored.path("credentials").path("apiKey").asString()).isEqualTo("right-key");
        assertThat(stored.path("metadata")).isEmpty();
        assertThat(stored.path("tags").toString()).isEqualTo("{\"a\":\"b\"}");
        nango.delete("/connections/" + id + "?provider_config_key=demo-crm-key");
        assertThat(post(KEY, RIGHT).errorCode()).isEqualTo("invalid_connection");
    }

    @Test
    void aConnectionCanBeRejectedByTheApp() {
        nango.control("/connect-mishaps", "{\"kind\":\"VALIDATION_FAILS\"}");

        assertThat(post(KEY, RIGHT).errorCode()).isEqualTo("connection_validation_failed");
        assertThat(post(KEY, RIGHT).status()).isEqualTo(200);
    }

    @Test
    void whatIsRightToEnterIsNoSecret() {
        JsonNode right = nango.control("GET", "/credentials", null).json();
        String help = new String(nango.control("GET", "", null).body(), StandardCharsets.UTF_8);

        assertThat(right.path("demo-crm-key").path("apiKey").asString()).isEqualTo("right-key");
        assertThat(right.path("demo-crm-basic").path("username").asString()).isEqualTo("ann");
        assertThat(help).contains("right-key", "wrong-key", "/_control/connect-mishaps POST");
    }
}
