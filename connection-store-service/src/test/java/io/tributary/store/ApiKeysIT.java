package io.tributary.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.UUID;

/** A machine's key: made, exchanged, used and revoked. */
class ApiKeysIT {

    private static final ConnectStage CONNECT = ConnectStage.Shared.CONNECT;
    private static final String KEYS = "/api/operations/api-keys";
    private static final String OPERATOR = CONNECT.stage.tokens.operator();

    private record Key(String id, String secret) {}

    private static Key make(String scopes) {
        HttpResponse<String> answer =
                CONNECT.first.call(
                        "POST",
                        KEYS,
                        "{\"name\":\"nightly\",\"scopes\":[%s]}".formatted(scopes),
                        OPERATOR);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        JsonNode made = ApiCalls.json(answer);
        return new Key(made.path("key").path("id").asString(), made.path("secret").asString());
    }

    private static HttpResponse<String> exchange(ApiCalls instance, Key key, String form) {
        return ApiCalls.send(
                instance.request("local.server.port", "/api/token", null)
                        .header("Authorization", "Basic " + basic(key))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(form)));
    }

    private static String basic(Key key) {
        return Base64.getEncoder()
                .encodeToString((key.id() + ":" + key.secret()).getBytes(StandardCharsets.UTF_8));
    }

    private static String token(Key key) {
        HttpResponse<String> answer =
                exchange(CONNECT.second, key, "grant_type=client_credentials");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return ApiCalls.json(answer).path("access_token").asString();
    }

    @Test
    void aKeyIsExchangedForAShortTokenOfItsScopes() {
        // given
        Key key = make("\"tributary.connect.any\",\"tributary.read\"");

        // when
        HttpResponse<String> answer =
                exchange(CONNECT.second, key, "grant_type=client_credentials");
        JsonNode given = ApiCalls.json(answer);
        String token = given.path("access_token").asString();

        // then
        assertThat(answer.headers().firstValue("Cache-Control").orElse("")).contains("no-store");
        assertThat(given.path("token_type").asString()).isEqualTo("Bearer");
        assertThat(given.path("expires_in").asLong()).isBetween(290L, 300L);
        assertThat(given.path("scope").asString())
                .isEqualTo("tributary.connect.any tributary.read");
        assertThat(CONNECT.first.as(token, "/api/connections").statusCode()).isEqualTo(200);
        assertThat(
                        CONNECT.first
                                .call(
                                        "POST",
                                        "/api/integrations/session-token",
                                        "{\"owner\":{\"endUserId\":\"ann\"}}",
                                        token)
                                .statusCode())
                .isEqualTo(201);
        assertThat(CONNECT.first.as(token, "/api/operations/walks").statusCode()).isEqualTo(403);
        assertThat(CONNECT.first.as(key.secret(), "/api/connections").statusCode())
                .as("the key itself opens nothing else")
                .isEqualTo(401);
    }

    @Test
    void fewerScopesMayBeAskedForAndNoOthers() {
        Key key = make("\"tributary.connect.any\",\"tributary.read\"");
        assertThat(
                        ApiCalls.json(exchange(CONNECT.first, key, "scope=tributary.read"))
                                .path("scope")
                                .asString())
                .isEqualTo("tributary.read");
        HttpResponse<String> more = exchange(CONNECT.first, key, "scope=tributary.operate");
        assertThat(more.statusCode()).isEqualTo(400);
        assertThat(ApiCalls.json(more).path("code").asString()).isEqualTo("invalid_scope");
        assertThat(exchange(CONNECT.first, key, "grant_type=password").statusCode()).isEqualTo(400);
    }

    @Test
    void aRevokedKeyIsOfNoUseAnyMoreNorAreItsTokens() {
        // given
        Key key = make("\"tributary.read\"");
        String token = token(key);
        assertThat(CONNECT.second.as(token, "/api/connections").statusCode()).isEqualTo(200);

        // when
        HttpResponse<String> revoked =
                CONNECT.first.call("DELETE", KEYS + "/" + key.id(), null, OPERATOR);

        // then
        assertThat(revoked.statusCode()).isEqualTo(200);
        assertThat(ApiCalls.json(revoked).path("revokedBy").asString()).isEqualTo("test");
        HttpResponse<String> again = exchange(CONNECT.second, key, "");
        assertThat(again.statusCode()).isEqualTo(401);
        assertThat(ApiCalls.json(again).path("detail").asString()).contains("revoked");
        HttpResponse<String> used = CONNECT.second.as(token, "/api/connections");
        assertThat(used.statusCode()).isEqualTo(401);
        assertThat(ApiCalls.json(used).path("detail").asString()).contains("API key was revoked");
    }

    @Test
    void anExpiredKeyIsRefused() {
        // given
        Key key = make("\"tributary.read\"");
        String token = token(key);

        // when
        CONNECT.stage.jdbc.update(
                "update api_key set expires_at = now() where id = ?", UUID.fromString(key.id()));

        // then
        assertThat(exchange(CONNECT.first, key, "").statusCode()).isEqualTo(401);
        assertThat(CONNECT.first.as(token, "/api/connections").statusCode()).isEqualTo(401);
    }

    @Test
    void aWrongSecretIsToldNothing() {
        Key key = make("\"tributary.read\"");
        for (Key wrong :
                new Key[] {
                    new Key(key.id(), key.secret() + "x"),
                    new Key(key.id(), ""),
                    new Key(UUID.randomUUID().toString(), key.secret()),
                    new Key("no-uuid", key.secret())
                }) {
            HttpResponse<String> answer = exchange(CONNECT.first, wrong, "");
            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(ApiCalls.json(answer).path("detail").asString())
                    .startsWith("No API key has this id and secret");
        }
        HttpResponse<String> none = CONNECT.first.call("POST", "/api/token", null, null);
        assertThat(none.statusCode()).isEqualTo(401);
        assertThat(none.headers().firstValue("WWW-Authenticate").orElse("")).startsWith("Basic");
        for (String token : new String[] {OPERATOR, CONNECT.stage.tokens.user("ann")}) {
            assertThat(CONNECT.first.call("POST", "/api/token", null, token).statusCode())
                    .isEqualTo(401);
        }
    }

    @Test
    void theListShowsKeysAndNoSecret() {
        // given
        Key key = make("\"tributary.read\"");
        token(key);

        // when
        HttpResponse<String> list = CONNECT.second.as(OPERATOR, KEYS);

        // then
        JsonNode shown =
                ApiCalls.json(list)
                        .path("keys")
                        .valueStream()
                        .filter(one -> one.path("id").asString().equals(key.id()))
                        .findFirst()
                        .orElseThrow();
        assertThat(shown.path("name").asString()).isEqualTo("nightly");
        assertThat(shown.path("createdBy").asString()).isEqualTo("test");
        assertThat(shown.path("lastUsedAt").isString()).isTrue();
        assertThat(shown.path("revokedAt").isNull()).isTrue();
        assertThat(list.body()).doesNotContain(key.secret());
        assertThat(
                        CONNECT.stage.jdbc.queryForObject(
                                "select count(*) from api_key k where k::text like ?",
                                Integer.class,
                                "%" + key.secret() + "%"))
                .isZero();
    }

    @Test
    void aKeyThatCannotBeIsRefusedWithTheRule() {
        refused("{\"scopes\":[\"tributary.read\"]}", "name");
        refused("{\"name\":\"x\",\"scopes\":[]}", "scopes");
        refused("{\"name\":\"x\",\"scopes\":[\"tributary.connect\"]}", "scopes");
        refused(
                "{\"name\":\"x\",\"scopes\":[\"tributary.read\"],"
                        + "\"expiresAt\":\"2020-01-01T00:00:00Z\"}",
                "expiresAt");
    }

    private static void refused(String body, String parameter) {
        HttpResponse<String> answer = CONNECT.first.call("POST", KEYS, body, OPERATOR);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(ApiCalls.json(answer).path("parameter").asString()).isEqualTo(parameter);
    }
}
