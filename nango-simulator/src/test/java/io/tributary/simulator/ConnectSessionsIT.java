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
import org.junit.jupiter.params.provider.ValueSource;

import tools.jackson.databind.JsonNode;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/** Connect sessions as an app and a browser ask for them, and what they may look at. */
class ConnectSessionsIT {

    private static final String ANN = "{\"tags\":{\"end_user_id\":\"ann\"}}";

    private final String id = "s-" + UUID.randomUUID();
    private RawReceiver receiver;
    private Simulator nango;

    @BeforeEach
    void start() {
        receiver = new RawReceiver();
        nango = Simulator.shared(receiver);
    }

    @AfterEach
    void stop() {
        receiver.close();
    }

    private Simulator.Answer ask(String body) {
        return nango.send("POST", "/connect/sessions", body);
    }

    private Simulator.Answer askToReconnect(String body) {
        return nango.send("POST", "/connect/sessions/reconnect", body);
    }

    private String connected() {
        nango.control(
                "/connections", "{\"integration\":\"demo-crm\",\"connectionId\":\"" + id + "\"}");
        return id;
    }

    private JsonNode session(String token) {
        return nango.asBrowser("GET", "/connect/session", token).json().path("data");
    }

    @Test
    void aSessionHasATokenALinkAndThirtyMinutes() {
        Simulator.Answer answer = ask(ANN);

        JsonNode data = answer.json().path("data");
        String token = data.path("token").asString();
        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.json().propertyNames()).containsExactly("data");
        assertThat(token).matches("nango_connect_session_[0-9a-f]{64}");
        assertThat(data.path("connect_link").asString())
                .isEqualTo("http://localhost:3009/?session_token=" + token);
        String expires = data.path("expires_at").asString();
        assertThat(expires).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
        assertThat(Duration.between(Instant.now(), Instant.parse(expires)))
                .isBetween(Duration.ofMinutes(29), Duration.ofMinutes(30));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"tags\":{}}",
                "{\"end_user\":{\"id\":\"u\"}}",
                "{\"end_user\":{\"id\":\"u\",\"email\":\"a@b.c\",\"display_name\":\"A\",\"tags\":{\"x\":\"y\"}},"
                    + "\"organization\":{\"id\":\"o\",\"display_name\":\"O\"},\"tags\":{\"X\":\"z\"}}",
                "{\"tags\":{},\"allowed_integrations\":[\"demo-crm\",\"unauth\"],\"webhook_url_override\":\"\"}",
                "{\"tags\":{},\"integrations_config_defaults\":{\"demo-crm\":{\"user_scopes\":\"a\","
                    + "\"authorization_params\":{\"p\":\"q\"},\"connection_config\":{\"any\":[1]}}}}"
            })
    void takesWhatNangoTakes(String body) {
        assertThat(ask(body).status()).as(body).isEqualTo(201);
    }

    static Stream<Arguments> wrongBodies() {
        return Stream.of(
                arguments("{}", "end_user"),
                arguments("{\"organization\":{\"id\":\"o\"}}", "end_user"),
                arguments("{\"tags\":{},\"extra\":1}", ""),
                arguments("{\"end_user\":{}}", "end_user/id"),
                arguments("{\"end_user\":{\"id\":\"u\",\"name\":\"x\"}}", "end_user"),
                arguments("{\"end_user\":{\"id\":\"\"}}", "end_user"),
                arguments("{\"tags\":{\"9\":\"x\"}}", "tags"),
                arguments("{\"tags\":{\"a\":\"\"}}", "tags"),
                arguments("{\"tags\":{\"a\":1}}", "tags"),
                arguments("{\"tags\":{\"a\":\"1\",\"A\":\"2\"}}", "tags"),
                arguments("{\"tags\":{\"end_user_email\":\"nobody\"}}", "tags"),
                arguments(
                        "{\"tags\":{\"a\":\"1\",\"b\":\"1\",\"c\":\"1\",\"d\":\"1\",\"e\":\"1\",\"f\":\"1\",\"g\":\"1\",\"h\":\"1\",\"i\":\"1\",\"j\":\"1\"},\"end_user\":{\"id\":\"u\"}}",
                        "tags"),
                arguments(
                        "{\"tags\":{},\"allowed_integrations\":\"demo-crm\"}",
                        "allowed_integrations"),
                arguments(
                        "{\"tags\":{},\"allowed_integrations\":[\"demo-crm\",\"nowhere\"]}",
                        "allowed_integrations/1"),
                arguments(
                        "{\"tags\":{},\"integrations_config_defaults\":{\"nowhere\":{}}}",
                        "integrations_config_defaults/nowhere"),
                arguments(
                        "{\"tags\":{},\"integrations_config_defaults\":{\"demo-crm\":{\"x\":1}}}",
                        "integrations_config_defaults/demo-crm"),
                arguments("{\"tags\":{},\"overrides\":{\"nowhere\":{}}}", "overrides/nowhere"),
                arguments(
                        "{\"tags\":{},\"webhook_url_override\":\"nowhere\"}",
                        "webhook_url_override"));
    }

    @ParameterizedTest
    @MethodSource("wrongBodies")
    void refusesWhatNangoRefusesAndSaysWhere(String body, String path) {
        Simulator.Answer answer = ask(body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.errorCode()).isEqualTo("invalid_body");
        JsonNode flaw = answer.json().path("error").path("errors").path(0);
        assertThat(flaw.path("message").asString()).isNotEmpty();
        StringBuilder where = new StringBuilder();
        flaw.path("path").forEach(one -> where.append('/').append(one.asString()));
        assertThat(where.toString()).isEqualTo(path.isEmpty() ? "" : "/" + path);
    }

    @Test
    void refusesByTheDoorByTypeByQueryAndByPlan() {
        Map<String, String> scoped =
                Map.of(
                        "Authorization",
                        "Bearer " + Simulator.SCOPED_KEY,
                        "Content-Type",
                        "application/json");
        Map<String, String> form = Map.of("Authorization", "Bearer " + Simulator.API_KEY);

        assertThat(nango.call("POST", "/connect/sessions", ANN, Map.of()).errorCode())
                .isEqualTo("missing_auth_header");
        assertThat(nango.call("POST", "/connect/sessions", ANN, scoped).status()).isEqualTo(403);
        assertThat(nango.call("POST", "/connect/sessions", ANN, form).status()).isEqualTo(415);
        assertThat(nango.send("POST", "/connect/sessions?a=b", ANN).errorCode())
                .isEqualTo("invalid_query_params");
        Simulator.Answer docs =
                ask(
                        "{\"tags\":{},\"overrides\":{\"demo-crm\":{\"docs_connect\":\"https://d.test\"}}}");
        assertThat(docs.status()).isEqualTo(403);
        assertThat(docs.errorCode()).isEqualTo("forbidden");
    }

    @Test
    void aFullPlanTakesNothingNewButReconnects() {
        String connection = connected();
        nango.control("PUT", "/plan", "{\"connections\":0}");

        Simulator.Answer capped = ask(ANN);

        assertThat(capped.status()).isEqualTo(400);
        assertThat(capped.errorCode()).isEqualTo("resource_capped");
        assertThat(askToReconnect(reconnect(connection)).status()).isEqualTo(201);
        assertThat(
                        nango.importConnection(
                                        "{\"provider_config_key\":\"unauth\",\"credentials\":{\"type\":\"NONE\"}}")
                                .errorCode())
                .isEqualTo("resource_capped");
    }

    private static String reconnect(String connection) {
        return "{\"integration_id\":\"demo-crm\",\"connection_id\":\"" + connection + "\"}";
    }

    @Test
    void theHolderSeesItsSession() {
        String token =
                nango.sessionToken(
                        "{\"end_user\":{\"id\":\"u\",\"email\":\"a@b.c\"},\"organization\":{\"id\":\"o\"},"
                            + "\"allowed_integrations\":[\"demo-crm\"],\"integrations_config_defaults\":"
                            + "{\"demo-crm\":{\"authorization_params\":{\"p\":\"q\"}}}}");

        JsonNode data = session(token);

        assertThat(data.path("endUser").toString())
                .isEqualTo(
                        "{\"id\":\"u\",\"display_name\":null,\"email\":\"a@b.c\",\"tags\":null,"
                                + "\"organization\":{\"id\":\"o\",\"display_name\":null}}");
        assertThat(data.path("connectUISettings").propertyNames())
                .containsExactlyInAnyOrder("showWatermark", "defaultTheme", "theme");
        assertThat(data.path("allowed_integrations").toString()).isEqualTo("[\"demo-crm\"]");
        assertThat(data.path("integrations_config_defaults").toString())
                .isEqualTo(
                        "{\"demo-crm\":{\"connection_config\":{},\"authorization_params\":{\"p\":\"q\"}}}");
        assertThat(data.has("isReconnecting")).isFalse();
        assertThat(data.path("websocketsPath").asString()).isEqualTo("/");
        assertThat(session(nango.sessionToken(ANN)).path("endUser").isNull()).isTrue();
    }

    @Test
    void aReconnectIsForOneConnection() {
        Simulator.Answer answer = askToReconnect(reconnect(connected()));

        JsonNode data = session(answer.json().path("data").path("token").asString());
        assertThat(answer.status()).isEqualTo(201);
        assertThat(data.path("isReconnecting").asBoolean()).isTrue();
        assertThat(data.path("allowed_integrations").toString()).isEqualTo("[\"demo-crm\"]");
    }

    @ParameterizedTest
    @CsvSource({"demo-crm, nobody", "demo-crm-key, here", "nowhere, here"})
    void aReconnectOfAnUnknownPairIsAnInvalidBodyWithoutAList(String integration, String which) {
        String connection = which.equals("here") ? connected() : which;

        Simulator.Answer answer =
                askToReconnect(
                        "{\"integration_id\":\"%s\",\"connection_id\":\"%s\"}"
                                .formatted(integration, connection));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.errorCode()).isEqualTo("invalid_body");
        assertThat(answer.json().path("error").path("message").asString()).isNotEmpty();
        assertThat(answer.json().path("error").has("errors")).isFalse();
    }

    @Test
    void aReconnectChoosesNoOtherIntegration() {
        Simulator.Answer answer =
                askToReconnect(
                        "{\"integration_id\":\"demo-crm\",\"connection_id\":\"x\",\"allowed_integrations\":[]}");

        assertThat(answer.json().path("error").path("errors").path(0).path("code").asString())
                .isEqualTo("unrecognized_keys");
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {
                "none, missing_auth_header",
                "0b8c3f14-5a5e-4d52-8f4e-0a7c1d2e3f40, invalid_connect_session_token_format",
                "nango_connect_session_5f, invalid_connect_session_token_format",
                "nango_connect_session_0000000000000000000000000000000000000000000000000000000000000000,"
                    + " unknown_connect_session_token",
            })
    void strangersHaveNoSession(String token, String code) {
        Simulator.Answer answer =
                token == null
                        ? nango.call("GET", "/connect/session", null, Map.of())
                        : nango.asBrowser("GET", "/connect/session", token);

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.errorCode()).isEqualTo(code);
    }

    @Test
    void anExpiredSessionIsAnUnknownOne() {
        String token = nango.sessionToken(ANN);
        String other = nango.sessionToken(ANN);

        nango.control("/connect-sessions/expire", "{\"token\":\"" + token + "\"}");

        assertThat(nango.asBrowser("GET", "/connect/session", token).errorCode())
                .isEqualTo("unknown_connect_session_token");
        assertThat(nango.asBrowser("GET", "/connect/session", other).status()).isEqualTo(200);
        nango.control("/connect-sessions/expire", "{}");
        assertThat(nango.asBrowser("GET", "/connect/session", other).status()).isEqualTo(401);
    }

    @Test
    void aLifetimeCanBeSetForNewSessions() {
        nango.control("PUT", "/connect-sessions", "{\"lifetime\":\"PT2M\"}");

        JsonNode data = ask(ANN).json().path("data");

        assertThat(Instant.parse(data.path("expires_at").asString()))
                .isBefore(Instant.now().plus(Duration.ofMinutes(2)));
        JsonNode listed = nango.control("GET", "/connect-sessions", null).json();
        assertThat(listed.path("lifetime").asString()).isEqualTo("PT2M");
        assertThat(listed.toString()).doesNotContain(data.path("token").asString());
    }

    @Test
    void aSessionCanBeEndedByItsHolder() {
        String token = nango.sessionToken(ANN);

        assertThat(nango.asBrowser("DELETE", "/connect/session", token).status()).isEqualTo(204);
        assertThat(nango.asBrowser("GET", "/connect/session", token).status()).isEqualTo(401);
    }

    @Test
    void theHolderSeesOnlyWhatIsAllowed() {
        String token = nango.sessionToken("{\"tags\":{},\"allowed_integrations\":[\"unauth\"]}");

        JsonNode data = nango.asBrowser("GET", "/integrations", token).json().path("data");

        assertThat(data)
                .extracting(one -> one.path("unique_key").asString())
                .containsExactly("unauth");
        assertThat(nango.asBrowser("GET", "/providers/demo-crm", token).status()).isEqualTo(200);
        assertThat(nango.asBrowser("GET", "/connections", token).errorCode())
                .isEqualTo("invalid_secret_key_format");
    }

    @Test
    void anIntegrationHasANameAndAPicture() {
        JsonNode data = nango.get("/integrations/demo-crm-key").json().path("data");

        assertThat(data.path("display_name").asString()).isEqualTo("Demo CRM (API key)");
        String logo = data.path("logo").asString();
        assertThat(logo).startsWith(nango.url());
        Simulator.Answer picture =
                nango.call("GET", logo.substring(nango.url().length()), null, Map.of());
        assertThat(picture.header("content-type")).isEqualTo("image/svg+xml");
        assertThat(picture.text()).startsWith("<svg ").contains(">D</text>");
        assertThat(nango.get("/integrations/nowhere").errorCode()).isEqualTo("not_found");
    }

    @Test
    void anIntegrationTellsMoreWhenAsked() {
        JsonNode plain = nango.get("/integrations/unauth").json().path("data");
        JsonNode more =
                nango.get("/integrations/unauth?include=webhook&include=credentials")
                        .json()
                        .path("data");
        JsonNode app = nango.get("/integrations/demo-crm?include=credentials").json().path("data");

        assertThat(plain.has("webhook_url")).isFalse();
        assertThat(more.path("webhook_url").asString()).matches("http://.*/webhook/.*/unauth");
        assertThat(more.path("credentials").isNull()).isTrue();
        assertThat(app.path("credentials").propertyNames())
                .containsExactlyInAnyOrder(
                        "type", "client_id", "client_secret", "scopes", "webhook_secret");
    }

    @Test
    void aProviderTellsHowItAuthorises() {
        JsonNode one = nango.get("/providers/demo-crm-basic").json().path("data");
        JsonNode found = nango.get("/providers?search=password").json().path("data");

        assertThat(one.path("name").asString()).isEqualTo("demo-crm-basic");
        assertThat(one.path("auth_mode").asString()).isEqualTo("BASIC");
        assertThat(one.path("logo_url").asString()).startsWith(nango.url());
        assertThat(found).hasSize(1);
        assertThat(nango.get("/providers/nowhere").status()).isEqualTo(404);
    }

    @Test
    void sessionsHaveABudgetOfTheirOwn() {
        String token = nango.sessionToken(ANN);
        nango.control("PUT", "/rate-limit", "{\"perMinute\":1}");
        nango.get("/connections");

        assertThat(nango.get("/connections").status()).isEqualTo(429);
        assertThat(nango.asBrowser("GET", "/connect/session", token).status()).isEqualTo(200);
        Simulator.Answer more = nango.asBrowser("GET", "/connect/session", token);
        assertThat(more.status()).isEqualTo(429);
        assertThat(more.header("Retry-After")).isNotNull();
    }
}
