package io.tributary.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import tools.jackson.databind.JsonNode;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** Nango's API of connections, its errors and its limit. */
class ConnectionsIT {

    private static final Duration LONG = Duration.ofSeconds(20);

    private final String id = "c-" + UUID.randomUUID();
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

    private Simulator.Answer importIt(String connectionId, String more) {
        return nango.importConnection(
                "{\"provider_config_key\":\"demo-crm\",\"connection_id\":%s,\"credentials\":{\"type\":\"OAUTH2\",\"access_token\":\"t\",\"refresh_token\":\"r\"}%s}"
                        .formatted(
                                new tools.jackson.databind.json.JsonMapper()
                                        .writeValueAsString(connectionId),
                                more));
    }

    private String path(String connectionId) {
        return "/connections/"
                + URLEncoder.encode(connectionId, StandardCharsets.UTF_8).replace("+", "%20")
                + "?provider_config_key=demo-crm";
    }

    private void awaitWebhooks(int count) {
        await().atMost(LONG).until(() -> receiver.received().size() >= count);
    }

    private static List<String> ids(Simulator.Answer list) {
        return StreamSupport.stream(list.json().path("connections").spliterator(), false)
                .map(row -> row.path("connection_id").asString())
                .toList();
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {
                "none, missing_auth_header",
                "Bearer nonsense, invalid_secret_key_format",
                "Bearer 0b8c3f14-5a5e-1d52-8f4e-0a7c1d2e3f40, invalid_secret_key_format",
                "Bearer 0b8c3f14-5a5e-4d52-8f4e-0a7c1d2e3f41, unknown_account",
            })
    void strangersAreTurnedAway(String authorization, String code) {
        Map<String, String> headers =
                authorization == null ? Map.of() : Map.of("Authorization", authorization);

        Simulator.Answer answer = nango.call("GET", "/connections", null, headers);

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.errorCode()).isEqualTo(code);
        assertThat(answer.header("X-RateLimit-Limit")).isNotNull();
    }

    @Test
    void theBareKeyIsTakenToo() {
        assertThat(
                        nango.call(
                                        "GET",
                                        "/connections",
                                        null,
                                        Map.of("Authorization", Simulator.API_KEY))
                                .status())
                .isEqualTo(200);
    }

    @Test
    void anImportAnswersWithTheWholeConnection() {
        Simulator.Answer answer =
                importIt(id, ",\"tags\":{\"Team\":\"blue\"},\"metadata\":{\"a\":1}");

        assertThat(answer.status()).isEqualTo(201);
        JsonNode made = answer.json();
        assertThat(made.propertyNames())
                .containsExactlyInAnyOrder(
                        "id",
                        "connection_id",
                        "provider_config_key",
                        "provider",
                        "errors",
                        "end_user",
                        "tags",
                        "metadata",
                        "connection_config",
                        "webhook_url_override",
                        "created_at",
                        "updated_at",
                        "last_fetched_at",
                        "credentials");
        assertThat(made.path("created_at").asString())
                .matches("\\S+T\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
        assertThat(made.path("tags").toString()).isEqualTo("{\"team\":\"blue\"}");
        assertThat(made.path("credentials").path("access_token").asString()).isEqualTo("t");
    }

    @Test
    void aReadWritesTimeInItsOwnWayAndShowsCredentialsToTheFullKeyOnly() {
        importIt(id, "");

        JsonNode full = nango.get(path(id)).json();
        JsonNode scoped = nango.getScoped(path(id)).json();

        assertThat(full.path("created_at").asString()).matches("\\S+\\.\\d{3}\\+00:00");
        assertThat(full.path("credentials").path("type").asString()).isEqualTo("OAUTH2");
        assertThat(full.path("credentials").has("refresh_token")).isFalse();
        assertThat(scoped.path("credentials").toString()).isEqualTo("{}");
        assertThat(scoped.propertyNames()).isEqualTo(full.propertyNames());
        assertThat(
                        nango.get(path(id) + "&refresh_token=true")
                                .json()
                                .path("credentials")
                                .path("refresh_token")
                                .asString())
                .isEqualTo("r");
        assertThat(nango.getScoped(path(id) + "&force_refresh=true").errorCode())
                .isEqualTo("forbidden");
    }

    @Test
    void aListWritesMicrosecondsAndNeverCredentials() {
        importIt(id, "");

        JsonNode row =
                nango.getScoped("/connections?connectionId=" + id)
                        .json()
                        .path("connections")
                        .path(0);

        assertThat(row.propertyNames())
                .containsExactlyInAnyOrder(
                        "id",
                        "connection_id",
                        "provider_config_key",
                        "provider",
                        "created",
                        "metadata",
                        "tags",
                        "end_user",
                        "errors");
        assertThat(row.path("created").asString()).matches("\\S+\\.\\d{6}\\+00:00");
    }

    @Test
    void theListIsNewestFirstInPagesAndFiltered() {
        String team = "team-" + UUID.randomUUID();
        for (int i = 1; i <= 5; i++) {
            importIt(id + "-" + i, ",\"tags\":{\"team\":\"%s\",\"n\":\"%d\"}".formatted(team, i));
        }
        String ours = "/connections?tags[Team]=" + team;

        assertThat(rawGetIds(ours))
                .containsExactly(id + "-5", id + "-4", id + "-3", id + "-2", id + "-1");
        assertThat(rawGetIds(ours + "&limit=2&page=1")).containsExactly(id + "-3", id + "-2");
        assertThat(rawGetIds(ours + "&limit=2&page=2")).containsExactly(id + "-1");
        assertThat(rawGetIds(ours + "&limit=2&page=3")).isEmpty();
        assertThat(rawGetIds(ours + "&tags[n]=4")).containsExactly(id + "-4");
        assertThat(rawGetIds(ours + "&integrationId=unauth")).isEmpty();
        assertThat(
                        rawGetIds(
                                ours
                                        + "&integrationId=unauth,demo-crm&search="
                                        + id.toUpperCase()
                                        + "-2"))
                .containsExactly(id + "-2");
    }

    /** As a client writes it that encodes nothing: brackets stand as they are. */
    private List<String> rawGetIds(String pathAndQuery) {
        return ids(nango.rawGet(pathAndQuery));
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit=0", "limit=2001", "page=-1", "limit=x", "cursor=1"})
    void badQueriesAreRefused(String query) {
        Simulator.Answer answer = nango.get("/connections?" + query);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.errorCode()).isEqualTo("invalid_query_params");
        assertThat(answer.json().path("error").path("errors").isArray()).isTrue();
    }

    @Test
    void whatIsNotThereIsNotFound() {
        assertThat(nango.get(path(id)).errorCode()).isEqualTo("not_found");
        assertThat(nango.get(path(id)).status()).isEqualTo(404);
        assertThat(nango.get("/connections/" + id).status()).isEqualTo(400);
        assertThat(nango.get("/connections/x?provider_config_key=none").errorCode())
                .isEqualTo("unknown_provider_config");
        assertThat(nango.delete(path(id)).status()).isEqualTo(400);
        assertThat(nango.delete(path(id)).errorCode()).isEqualTo("unknown_connection");
        assertThat(nango.send("PATCH", path(id), "{}").status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a/b",
                "\"quoted\"",
                "it's",
                "a b",
                "x@y.z",
                "{a}",
                "a|b;c=d",
                "[1]",
                "\\",
                "a/../b"
            })
    void anIdMayBeAlmostAnything(String odd) {
        String connectionId = odd + id;

        assertThat(importIt(connectionId, "").status()).isEqualTo(201);
        assertThat(nango.get(path(connectionId)).json().path("connection_id").asString())
                .isEqualTo(connectionId);
        assertThat(nango.delete(path(connectionId)).status()).isEqualTo(200);
        assertThat(nango.get(path(connectionId)).status()).isEqualTo(404);
    }

    @Test
    void importingAgainOverridesAndWipes() {
        JsonNode first = importIt(id, ",\"tags\":{\"a\":\"1\"},\"metadata\":{\"m\":1}").json();
        awaitWebhooks(1);

        JsonNode second = importIt(id, "").json();

        awaitWebhooks(2);
        assertThat(receiver.received().get(1).text())
                .contains("\"operation\":\"override\"", "\"tags\":{}");
        assertThat(second.path("id")).isEqualTo(first.path("id"));
        assertThat(second.path("created_at")).isEqualTo(first.path("created_at"));
        assertThat(second.path("tags").toString()).isEqualTo("{}");
        assertThat(second.path("metadata").toString()).isEqualTo("{}");
    }

    @Test
    void deletionIsSilentAndWhatIsMadeAgainIsNew() {
        JsonNode first = importIt(id, "").json();
        awaitWebhooks(1);

        assertThat(nango.delete(path(id)).json().path("success").booleanValue()).isTrue();
        JsonNode second = importIt(id, "").json();

        awaitWebhooks(2);
        assertThat(receiver.received()).hasSize(2);
        assertThat(receiver.received().get(1).text()).contains("\"operation\":\"creation\"");
        assertThat(second.path("id").longValue()).isGreaterThan(first.path("id").longValue());
    }

    @Test
    void aPatchTellsNobody() {
        importIt(id, ",\"tags\":{\"a\":\"1\"}");
        awaitWebhooks(1);

        Simulator.Answer answer =
                nango.send(
                        "PATCH",
                        path(id),
                        "{\"tags\":{\"B\":\"2\"},\"webhook_url_override\":\"http://x.example/\"}");

        assertThat(answer.json().toString()).isEqualTo("{\"success\":true}");
        JsonNode now = nango.get(path(id)).json();
        assertThat(now.path("tags").toString()).isEqualTo("{\"b\":\"2\"}");
        assertThat(now.path("webhook_url_override").asString()).isEqualTo("http://x.example/");
        assertThat(nango.send("PATCH", path(id), "{\"webhook_url_override\":null}").status())
                .isEqualTo(400);
        assertThat(nango.send("PATCH", path(id), "{\"webhook_url_override\":\"\"}").status())
                .isEqualTo(200);
        assertThat(nango.get(path(id)).json().path("webhook_url_override").isNull()).isTrue();
        assertThat(receiver.received()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"provider_config_key\":\"demo-crm\",\"credentials\":{\"type\":\"OAUTH2\"},\"surprise\":1}",
                "{\"provider_config_key\":\"demo-crm\",\"credentials\":{\"type\":\"API_KEY\"}}",
                "{\"provider_config_key\":\"demo-crm\"}",
                "{\"credentials\":{\"type\":\"OAUTH2\"}}",
                "{\"provider_config_key\":\"demo-crm\",\"connection_id\":\"\",\"credentials\":{\"type\":\"OAUTH2\"}}",
                "{\"provider_config_key\":\"demo-crm\",\"connection_id\":\"#\",\"credentials\":{\"type\":\"OAUTH2\"}}",
                "{\"provider_config_key\":\"demo-crm\",\"credentials\":{\"type\":\"OAUTH2\"},\"tags\":{\"1\":\"x\"}}",
                "{\"provider_config_key\":\"demo-crm\",\"credentials\":{\"type\":\"OAUTH2\"},\"tags\":{\"A\":\"x\",\"a\":\"y\"}}",
                "[]",
            })
    void badImportsAreRefused(String body) {
        Simulator.Answer answer = nango.importConnection(body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.errorCode()).isEqualTo("invalid_body");
    }

    @Test
    void onlyJsonIsTaken() {
        Simulator.Answer answer =
                nango.call(
                        "POST",
                        "/connections",
                        "{}",
                        Map.of(
                                "Authorization",
                                "Bearer " + Simulator.API_KEY,
                                "Content-Type",
                                "text/plain"));

        assertThat(answer.status()).isEqualTo(415);
        assertThat(answer.errorCode()).isEqualTo("invalid_content_type");
    }

    @Test
    void aScopedKeyDoesNoMore() {
        Simulator.Answer answer =
                nango.call(
                        "DELETE",
                        path(id),
                        null,
                        Map.of("Authorization", "Bearer " + Simulator.SCOPED_KEY));

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.errorCode()).isEqualTo("forbidden");
    }

    @Test
    void theLimitIsSharedSaysWhenAndIsNangosOwn() {
        nango.control("PUT", "/rate-limit", "{\"perMinute\":3}");
        nango.get("/connections");
        nango.getScoped("/connections");
        Simulator.Answer last = nango.get("/integrations");

        Simulator.Answer refused = nango.proxy("GET", "/v1/contacts", "demo-crm", id);

        assertThat(last.status()).isEqualTo(200);
        assertThat(last.header("X-RateLimit-Limit")).isEqualTo("3");
        assertThat(last.header("X-RateLimit-Remaining")).isEqualTo("0");
        assertThat(refused.status()).isEqualTo(429);
        assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(0, 60);
        assertThat(refused.json().toString())
                .isEqualTo(
                        "{\"error\":{\"code\":\"too_many_request\",\"method\":\"GET\",\"path\":\"/proxy/v1/contacts\"}}");
    }

    @Test
    void integrationsAreListed() {
        JsonNode data = nango.get("/integrations").json().path("data");

        assertThat(data)
                .extracting(one -> one.path("unique_key").asString())
                .contains("demo-crm", "demo-crm-key", "unauth");
    }
}
