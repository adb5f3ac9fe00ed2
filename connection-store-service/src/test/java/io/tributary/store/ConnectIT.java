package io.tributary.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tributary.events.ConnectionKey;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/** How users connect, reconnect and disconnect, and what they are told when they cannot. */
class ConnectIT {

    private static final ConnectStage CONNECT = ConnectStage.Shared.CONNECT;
    private static final Tokens TOKENS = CONNECT.stage.tokens;

    private final String ann = "ann-" + UUID.randomUUID();

    @AfterEach
    void reset() {
        CONNECT.nango.control("PUT", "/rate-limit", "{\"perMinute\":1000000}");
        CONNECT.nango.control("PUT", "/plan", "{\"connections\":null}");
        CONNECT.stage.jdbc.update("update budget set paused_until = null");
    }

    @Test
    void aConnectionBelongsToTheUserOfTheToken() {
        // when
        HttpResponse<String> answer =
                CONNECT.sessionToken(
                        TOKENS.user(
                                ann,
                                claims -> claims.claim("org_id", 77).claim("org_name", "Acme")),
                        "{\"integrations\":[\"demo-crm-key\"]}");
        JsonNode session = ApiCalls.json(answer);
        String token = session.path("token").asString();
        ConnectionKey key =
                new ConnectionKey(
                        Stage.ENVIRONMENT,
                        ConnectStage.KEY_INTEGRATION,
                        CONNECT.nango.connects(token, ConnectStage.KEY_INTEGRATION));
        CONNECT.stage.deliver(Stage.body("creation", true, key));
        CONNECT.awaitStatus(key, "active");

        // then
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        assertThat(answer.headers().firstValue("Cache-Control").orElse("")).contains("no-store");
        assertThat(token).startsWith("nango_connect_session_");
        assertThat(Instant.parse(session.path("expiresAt").asString()))
                .isBetween(Instant.now().plusSeconds(1_500), Instant.now().plusSeconds(1_900));
        assertThat(session.path("connectLink").asString())
                .contains(token)
                .endsWith("apiURL=https%3A%2F%2Fnango.example.test");
        assertThat(session.path("apiUrl").asString()).isEqualTo("https://nango.example.test");
        JsonNode one =
                ApiCalls.json(CONNECT.first.as(TOKENS.user(ann), "/api/connections/" + key.id()));
        assertThat(one.path("owner").path("endUserId").asString()).isEqualTo(ann);
        assertThat(one.path("owner").path("email").asString()).isEqualTo(ann + "@example.test");
        assertThat(one.path("owner").path("displayName").asString()).isEqualTo("Name of " + ann);
        assertThat(one.path("owner").path("organizationId").asString()).isEqualTo("77");
        assertThat(one.path("owner").path("organizationDisplayName").asString()).isEqualTo("Acme");
        assertThat(CONNECT.atNango(key).path("end_user").isNull())
                .as("only tags, nothing deprecated")
                .isTrue();
    }

    /** A session is for what it names, which Nango sees to. */
    @Test
    void aSessionIsForTheIntegrationsThatItNames() {
        String token =
                ApiCalls.json(
                                CONNECT.sessionToken(
                                        TOKENS.user(ann), "{\"integrations\":[\"demo-crm\"]}"))
                        .path("token")
                        .asString();
        HttpResponse<String> tried =
                CONNECT.nango.triesToConnect(token, ConnectStage.KEY_INTEGRATION);
        assertThat(tried.statusCode()).isEqualTo(400);
        assertThat(tried.body()).contains("integration_not_allowed");
    }

    @Test
    void aBackendNamesTheOwnerAndTags() {
        // when
        HttpResponse<String> answer =
                CONNECT.sessionToken(
                        TOKENS.backend(),
                        """
                        {"environment":"dev","owner":{"endUserId":"%s","organizationId":"o-1"},
                         "tags":{"Plan":"pro"}}\
                        """
                                .formatted(ann));
        String token = ApiCalls.json(answer).path("token").asString();
        String id = CONNECT.nango.connects(token, ConnectStage.KEY_INTEGRATION);

        // then
        JsonNode tags =
                CONNECT.atNango(
                                new ConnectionKey(
                                        Stage.ENVIRONMENT, ConnectStage.KEY_INTEGRATION, id))
                        .path("tags");
        assertThat(tags.propertyStream().map(Map.Entry::getKey))
                .containsExactlyInAnyOrder("end_user_id", "organization_id", "plan");
        assertThat(tags.path("end_user_id").asString()).isEqualTo(ann);
    }

    @Test
    void noUserNamesAnother() {
        for (String body :
                new String[] {
                    "{\"owner\":{\"endUserId\":\"bob\"}}", "{\"tags\":{\"end_user_id\":\"bob\"}}"
                }) {
            HttpResponse<String> answer = CONNECT.sessionToken(TOKENS.user(ann), body);
            problem(answer, 403, "tributary.connect.any");
        }
        problem(
                CONNECT.sessionToken(
                        TOKENS.backend(),
                        "{\"owner\":{\"endUserId\":\"a\"},\"tags\":{\"END_USER_ID\":\"bob\"}}"),
                400,
                "tags.END_USER_ID");
        problem(CONNECT.sessionToken(TOKENS.backend(), "{}"), 400, "owner must be there");
    }

    @Test
    void whatNangoWouldNotKeepOfAnOwnerIsNamed() {
        problem(
                CONNECT.sessionToken(
                        TOKENS.user(ann, claims -> claims.claim("email", "nobody")), "{}"),
                400,
                "'email' must be an e-mail address");
        problem(
                CONNECT.sessionToken(
                        TOKENS.user(ann, claims -> claims.claim("name", "n".repeat(256))), "{}"),
                400,
                "'name' must have 1 to 255 characters");
        problem(
                CONNECT.sessionToken(
                        TOKENS.backend(), "{\"owner\":{\"endUserId\":\"a\",\"email\":\"x\"}}"),
                400,
                "owner.email must be an e-mail address");
        problem(
                CONNECT.sessionToken(TOKENS.backend(), "{\"owner\":{\"email\":\"a@b.test\"}}"),
                400,
                "owner.endUserId must be there");
        String eleven = "\"t%d\":\"v\",".repeat(10).formatted(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
        problem(
                CONNECT.sessionToken(
                        TOKENS.backend(),
                        "{\"owner\":{\"endUserId\":\"a\"},\"tags\":{%s}}"
                                .formatted(eleven.substring(0, eleven.length() - 1))),
                400,
                "at most 10 tags");
    }

    @Test
    void everyRefusalOfNangoSaysWhatToDo() {
        String user = TOKENS.user(ann);
        JsonNode unknown =
                problem(
                        CONNECT.sessionToken(user, "{\"integrations\":[\"demo-crm\",\"no-such\"]}"),
                        400,
                        "'no-such'");
        assertThat(unknown.path("code").asString()).isEqualTo("integration_unknown");
        problem(CONNECT.sessionToken(user, "{\"integrations\":[]}"), 400, "at least");
        problem(CONNECT.sessionToken(user, "{\"environment\":\"prod\"}"), 400, "[dev]");

        CONNECT.nango.control("PUT", "/plan", "{\"connections\":0}");
        JsonNode plan = problem(CONNECT.sessionToken(user, "{}"), 402, "plan");
        assertThat(plan.path("code").asString()).isEqualTo("plan_limit");
        CONNECT.nango.control("PUT", "/plan", "{\"connections\":null}");

        CONNECT.nango.control("PUT", "/rate-limit", "{\"perMinute\":1}");
        HttpResponse<String> limited = CONNECT.sessionToken(user, "{}");
        for (int i = 0; i < 3 && limited.statusCode() == 201; i++) {
            limited = CONNECT.sessionToken(user, "{}");
        }
        assertThat(problem(limited, 429, "Retry-After").path("code").asString())
                .isEqualTo("nango_rate_limited");
        assertThat(limited.headers().firstValueAsLong("Retry-After").orElse(0)).isBetween(1L, 61L);
    }

    @Test
    void aNangoThatDoesNotAnswerIsSaidAndNotWaitedForLong() {
        CONNECT.nango.freeze();
        try {
            HttpResponse<String> answer = CONNECT.sessionToken(TOKENS.user(ann), "{}");
            assertThat(problem(answer, 503, "may be repeated").path("code").asString())
                    .isEqualTo("nango_unavailable");
            assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        } finally {
            CONNECT.nango.thaw();
        }
    }

    @Test
    void integrationsAreListedWithWhatTheUserHas() {
        // given
        ConnectionKey key = CONNECT.connected(ann);

        // when
        JsonNode mine =
                ApiCalls.json(CONNECT.first.as(TOKENS.user(ann), "/api/integrations"))
                        .path("integrations");
        JsonNode bobs =
                ApiCalls.json(CONNECT.second.as(TOKENS.user("bob"), "/api/integrations"))
                        .path("integrations");
        JsonNode asked =
                ApiCalls.json(
                                CONNECT.second.as(
                                        TOKENS.backend(), "/api/integrations?endUserId=" + ann))
                        .path("integrations");

        // then
        JsonNode entry = of(mine, ConnectStage.KEY_INTEGRATION);
        assertThat(entry.path("environment").asString()).isEqualTo("dev");
        assertThat(entry.path("displayName").asString()).isEqualTo("Demo CRM (API key)");
        assertThat(entry.path("authMode").asString()).isEqualTo("API_KEY");
        assertThat(entry.path("logo").asString()).startsWith("http");
        assertThat(entry.path("connection").path("id").asString()).isEqualTo(key.id().toString());
        assertThat(entry.path("connection").path("status").asString()).isEqualTo("active");
        assertThat(Instant.parse(entry.path("connection").path("since").asString()))
                .isBetween(Instant.now().minusSeconds(300), Instant.now().plusSeconds(5));
        assertThat(of(mine, "demo-crm").path("authMode").asString()).isEqualTo("OAUTH2");
        assertThat(of(mine, "demo-crm").path("connection").isNull()).isTrue();
        assertThat(bobs.toString()).doesNotContain(key.id().toString());
        assertThat(of(asked, ConnectStage.KEY_INTEGRATION).path("connection").path("id").asString())
                .isEqualTo(key.id().toString());
        problem(CONNECT.first.as(TOKENS.user(ann), "/api/integrations?endUserId=bob"), 403, "any");
    }

    private static JsonNode of(JsonNode integrations, String key) {
        return integrations
                .valueStream()
                .filter(one -> one.path("integration").asString().equals(key))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aReconnectKeepsTagsAndTheAddressForWebhooks() {
        // given
        ConnectionKey key = CONNECT.connected(ann);
        HttpResponse<String> patched =
                CONNECT.nango.connection(
                        "PATCH",
                        key.integration(),
                        key.connectionId(),
                        """
                        {"tags":{"end_user_id":"%s","plan":"pro"},
                         "webhook_url_override":"https://hooks.example.test/a"}\
                        """
                                .formatted(ann));
        assertThat(patched.statusCode()).as(patched.body()).isEqualTo(200);

        // when
        HttpResponse<String> answer = CONNECT.reconnectToken(TOKENS.user(ann), key);
        String again =
                CONNECT.nango.connects(
                        ApiCalls.json(answer).path("token").asString(), key.integration());

        // then
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        assertThat(ApiCalls.json(answer).path("integration").asString())
                .isEqualTo(key.integration());
        assertThat(again).isEqualTo(key.connectionId());
        JsonNode after = CONNECT.atNango(key);
        assertThat(after.path("tags").path("plan").asString()).isEqualTo("pro");
        assertThat(after.path("tags").path("end_user_id").asString()).isEqualTo(ann);
        assertThat(after.path("webhook_url_override").asString())
                .isEqualTo("https://hooks.example.test/a");
    }

    /** The API key is a full one: of what is broken only the list may be asked. */
    @Test
    void aBrokenOneIsReconnectedWithAllThatItHad() {
        // given
        ConnectionKey key = CONNECT.connected(ann);
        CONNECT.nango.connection(
                "PATCH",
                key.integration(),
                key.connectionId(),
                """
                {"tags":{"end_user_id":"%s","plan":"pro"},
                 "webhook_url_override":"https://hooks.example.test/b"}\
                """
                        .formatted(ann));
        CONNECT.stage.deliver(Stage.body("override", true, key));
        await().atMost(ConnectStage.PATIENCE)
                .until(() -> CONNECT.stage.changeTypes(key).size() == 2);
        CONNECT.nango.control(
                "POST",
                "/connections/break",
                "{\"integration\":\"%s\",\"connectionId\":\"%s\"}"
                        .formatted(key.integration(), key.connectionId()));
        CONNECT.stage.deliver(Stage.body("refresh", false, key));
        CONNECT.awaitStatus(key, "broken");
        JsonNode listed =
                of(
                        ApiCalls.json(CONNECT.first.as(TOKENS.user(ann), "/api/integrations"))
                                .path("integrations"),
                        key.integration());
        assertThat(listed.path("connection").path("status").asString()).isEqualTo("broken");

        // when
        HttpResponse<String> answer = CONNECT.reconnectToken(TOKENS.user(ann), key);
        String again =
                CONNECT.nango.connects(
                        ApiCalls.json(answer).path("token").asString(), key.integration());
        CONNECT.stage.deliver(Stage.body("override", true, key));

        // then
        assertThat(again).isEqualTo(key.connectionId());
        CONNECT.awaitStatus(key, "active");
        JsonNode after = CONNECT.atNango(key);
        assertThat(after.path("tags").path("plan").asString()).isEqualTo("pro");
        assertThat(after.path("webhook_url_override").asString())
                .isEqualTo("https://hooks.example.test/b");
        await().atMost(ConnectStage.PATIENCE)
                .untilAsserted(
                        () ->
                                assertThat(CONNECT.stage.changeTypes(key))
                                        .endsWith("broken", "reauthorized"));
    }

    @Test
    void nobodyReconnectsOrDisconnectsWhatIsAnothers() {
        // given
        ConnectionKey key = CONNECT.connected(ann);

        // then
        problem(CONNECT.reconnectToken(TOKENS.user("bob"), key), 404, "No connection");
        problem(CONNECT.disconnect(TOKENS.user("bob"), key), 404, "No connection");
        assertThat(CONNECT.atNango(key).path("connection_id").asString())
                .isEqualTo(key.connectionId());
        assertThat(CONNECT.stage.status(key)).isEqualTo("active");
    }

    @Test
    void aDeletionIsBelievedWhenNangoHasConfirmedIt() {
        // given
        ConnectionKey key = CONNECT.connected(ann);

        // when
        HttpResponse<String> answer = CONNECT.disconnect(TOKENS.user(ann), key);

        // then
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        assertThat(ApiCalls.json(answer).path("outcome").asString()).isEqualTo("deleted");
        CONNECT.awaitStatus(key, "deleted");
        await().atMost(ConnectStage.PATIENCE)
                .untilAsserted(
                        () ->
                                assertThat(CONNECT.stage.changeTypes(key))
                                        .containsExactly("created", "deleted"));
        problem(CONNECT.first.as(TOKENS.user(ann), "/api/connections/" + key.id()), 404, "No");
        problem(CONNECT.disconnect(TOKENS.user(ann), key), 404, "No connection");
        problem(CONNECT.disconnect(TOKENS.backend(), key), 409, "connect anew");
        problem(CONNECT.reconnectToken(TOKENS.backend(), key), 409, "connect anew");
    }

    /** Somebody deleted it in the dashboard, and nobody was told. */
    @Test
    void whatNangoDoesNotHaveAnyMoreIsGoneHereTooOnceItsOwnerSaysSo() {
        // given
        ConnectionKey key = CONNECT.connected(ann);
        CONNECT.nango.connection("DELETE", key.integration(), key.connectionId(), null);

        // then
        problem(CONNECT.reconnectToken(TOKENS.user(ann), key), 409, "connect anew");
        assertThat(CONNECT.stage.status(key)).isEqualTo("active");
        HttpResponse<String> answer = CONNECT.disconnect(TOKENS.user(ann), key);
        assertThat(ApiCalls.json(answer).path("outcome").asString()).isEqualTo("absent");
        CONNECT.awaitStatus(key, "deleted");
    }

    @Test
    void aDeletionThatNangoDoesNotAnswerIsAskedAbout() {
        // given
        ConnectionKey key = CONNECT.connected(ann);

        // when
        CONNECT.nango.freeze();
        HttpResponse<String> answer = CONNECT.disconnect(TOKENS.user(ann), key);
        CONNECT.nango.thaw();

        // then
        problem(answer, 503, "may be repeated");
        assertThat(CONNECT.stage.events("nango.inbox", key))
                .anySatisfy(
                        event -> {
                            assertThat(event.type()).isEqualTo("nango.deletion.requested");
                            assertThat(new String(event.data())).contains("unknown");
                        });
        // Whether it was carried out or not: repeated, it is.
        int again = CONNECT.disconnect(TOKENS.user(ann), key).statusCode();
        assertThat(again).isIn(202, 404);
        CONNECT.awaitStatus(key, "deleted");
    }

    /** The browser says that it is connected, and someone even writes Nango's webhook. */
    @Test
    void whatNangoNeverMadeIsNotBelieved() {
        // given
        ConnectionKey claimed =
                new ConnectionKey(
                        Stage.ENVIRONMENT,
                        ConnectStage.KEY_INTEGRATION,
                        UUID.randomUUID().toString());

        // when
        CONNECT.stage.deliver(Stage.body("creation", true, claimed));
        CONNECT.awaitStatus(claimed, "none");

        // then
        assertThat(CONNECT.stage.changeTypes(claimed)).isEmpty();
        for (String token : new String[] {TOKENS.user(ann), TOKENS.valid()}) {
            JsonNode found =
                    ApiCalls.json(
                            CONNECT.first.as(
                                    token,
                                    "/api/connections?connectionId=" + claimed.connectionId()));
            assertThat(found.path("connections")).isEmpty();
            assertThat(CONNECT.first.as(token, "/api/connections/" + claimed.id()).statusCode())
                    .isEqualTo(404);
        }
    }

    @Test
    void onlyConfiguredOriginsMayCall() {
        HttpResponse<String> allowed = preflight("https://app.example.test");
        assertThat(allowed.statusCode()).isEqualTo(200);
        assertThat(allowed.headers().firstValue("Access-Control-Allow-Origin"))
                .hasValue("https://app.example.test");
        assertThat(allowed.headers().firstValue("Access-Control-Allow-Credentials")).isEmpty();
        assertThat(preflight("https://app.example.test.evil.test").statusCode()).isEqualTo(403);
    }

    private static HttpResponse<String> preflight(String origin) {
        return ApiCalls.send(
                CONNECT.first
                        .request("local.server.port", "/api/integrations/session-token", null)
                        .header("Origin", origin)
                        .header("Access-Control-Request-Method", "POST")
                        .header("Access-Control-Request-Headers", "authorization,content-type")
                        .timeout(Duration.ofSeconds(20))
                        .method("OPTIONS", HttpRequest.BodyPublishers.noBody()));
    }

    private static JsonNode problem(HttpResponse<String> answer, int status, String detail) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValue("application/problem+json");
        JsonNode problem = ApiCalls.json(answer);
        assertThat(problem.path("detail").asString()).contains(detail);
        return problem;
    }
}
