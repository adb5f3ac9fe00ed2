package io.tributary.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tributary.events.ConnectionKey;
import io.tributary.store.FakeNango.Known;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;

/** What other programs see of connections over HTTP. */
class ConnectionsApiIT {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static Stage stage;
    private static List<ConnectionKey> keys;

    @BeforeAll
    static void given() {
        assertThat(Stage.Shared.SERVICE.isRunning()).isTrue();
        stage = Stage.Shared.STAGE;
        keys = List.of(key("a/b"), key("b c"), key("c"));
        keys.forEach(
                key -> {
                    stage.nango.connections.put(
                            key.connectionId(), new Known(key.hashCode(), key.integration()));
                    stage.deliver(Stage.body("creation", true, key));
                });
        await().atMost(Duration.ofSeconds(60))
                .until(() -> keys.stream().allMatch(key -> stage.status(key).equals("active")));
    }

    private static ConnectionKey key(String connectionId) {
        return new ConnectionKey(Stage.ENVIRONMENT, "api-test", connectionId);
    }

    private static HttpResponse<String> get(String port, String path, String token) {
        String base = "http://127.0.0.1:" + Stage.Shared.SERVICE.getEnvironment().getProperty(port);
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        try {
            return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static HttpResponse<String> api(String path) {
        return get("local.server.port", path, stage.tokens.valid());
    }

    private static JsonNode json(HttpResponse<String> answer) {
        return JsonMapper.shared().readTree(answer.body());
    }

    @Test
    void withoutATokenNothingIsTold() {
        // when
        HttpResponse<String> answer = get("local.server.port", "/api/connections", null);

        // then
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("WWW-Authenticate"))
                .get()
                .asString()
                .startsWith("Bearer");
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValue("application/problem+json");
        assertThat(json(answer).get("status").intValue()).isEqualTo(401);
    }

    @Test
    void aTokenOfAnotherKeyIsRefused() {
        // when
        HttpResponse<String> answer =
                get("local.server.port", "/api/connections", new Tokens().valid());

        // then
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(json(answer).get("status").intValue()).isEqualTo(401);
    }

    @Test
    void pagesAreCompleteAndDoNotOverlap() {
        // when
        Set<String> found = new HashSet<>();
        String cursor = "";
        int pages = 0;
        do {
            JsonNode page = json(api("/api/connections?integration=api-test&limit=2" + cursor));
            page.get("connections")
                    .forEach(one -> assertThat(found.add(one.get("id").stringValue())).isTrue());
            pages++;
            JsonNode next = page.get("next");
            cursor = next == null || next.isNull() ? null : "&cursor=" + next.stringValue();
        } while (cursor != null);

        // then
        assertThat(pages).isEqualTo(2);
        assertThat(found)
                .containsExactlyInAnyOrderElementsOf(
                        keys.stream().map(key -> key.id().toString()).toList());
    }

    @Test
    void filtersRestrict() {
        assertThat(
                        json(api(
                                        "/api/connections?environment=dev&status=active&connectionId=a%2Fb"))
                                .get("connections"))
                .hasSize(1);
        assertThat(
                        json(api("/api/connections?integration=api-test&status=broken"))
                                .get("connections"))
                .isEmpty();
        assertThat(json(api("/api/connections?environment=%00")).get("connections")).isEmpty();
    }

    @Test
    void oneConnectionAndItsHistoryDownToTheOffset() {
        // given
        UUID id = keys.getFirst().id();

        // when
        JsonNode one = json(api("/api/connections/" + id));
        JsonNode history = json(api("/api/connections/" + id + "/history"));

        // then
        assertThat(one.get("connectionId").stringValue()).isEqualTo("a/b");
        assertThat(one.get("status").stringValue()).isEqualTo("active");
        assertThat(one.get("owner").get("endUserId").stringValue()).isEqualTo("u-1");
        JsonNode entry = history.get("entries").get(0);
        assertThat(entry.get("type").stringValue()).isEqualTo("nango.connection.created");
        assertThat(entry.get("cause").get("topic").stringValue()).isEqualTo("nango.inbox");
        assertThat(entry.get("cause").get("offset").longValue()).isPositive();
        assertThat(entry.get("cause").get("ceType").stringValue())
                .isEqualTo("nango.observation.present");
        assertThat(entry.get("change").get("version").longValue()).isEqualTo(1);
    }

    @Test
    void aRowThatCannotBeReadBackHidesNoOther() {
        // given
        UUID id = keys.getFirst().id();
        Map<String, Object> facts =
                stage.jdbc.queryForMap("select facts from connection where id = ?", id);
        stage.jdbc.update("update connection set facts = '{' where id = ?", id);

        // when
        JsonNode all = json(api("/api/connections?limit=1000"));
        JsonNode one = json(api("/api/connections/" + id));
        HttpResponse<String> history = api("/api/connections/" + id + "/history");
        stage.jdbc.update("update connection set facts = ? where id = ?", facts.get("facts"), id);

        // then
        assertThat(all.get("connections").size()).isGreaterThanOrEqualTo(keys.size());
        assertThat(one.get("status").stringValue()).isEqualTo("active");
        assertThat(one.get("provider").isNull()).isTrue();
        assertThat(history.statusCode()).isEqualTo(200);
    }

    @Test
    void whatIsWrongIsSaidAsProblemDetails() {
        problem(api("/api/connections/" + UUID.randomUUID()), 404);
        problem(api("/api/connections/not-a-uuid"), 400);
        problem(api("/api/connections?limit=0"), 400);
        problem(api("/api/connections?limit=many"), 400);
        problem(api("/api/connections?status=odd"), 400);
        problem(api("/api/connections?cursor=odd"), 400);
        problem(api("/api/nothing"), 404);
    }

    private static void problem(HttpResponse<String> answer, int status) {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValue("application/problem+json");
        assertThat(json(answer).get("status").intValue()).isEqualTo(status);
    }

    @Test
    void readinessAndMetricsHaveAPortOfTheirOwn() {
        // when
        HttpResponse<String> readiness =
                get("local.management.port", "/actuator/health/readiness", null);
        HttpResponse<String> metrics =
                get("local.management.port", "/actuator/prometheus", stage.tokens.valid());

        // then
        assertThat(readiness.statusCode()).isEqualTo(200);
        assertThat(readiness.body()).contains("topicsVerified").contains("\"db\"");
        assertThat(metrics.statusCode()).isEqualTo(200);
        assertThat(metrics.body()).contains("jvm_memory_used_bytes").contains("hikaricp");
    }

    @Test
    void metricsAreForWhoeverMayReadAll() {
        String port = "local.management.port";
        for (String path : List.of("/actuator", "/actuator/prometheus")) {
            problem(get(port, path, null), 401);
            problem(get(port, path, "no token"), 401);
            problem(get(port, path, stage.tokens.user("ann")), 403);
            assertThat(get(port, path, stage.tokens.operator()).statusCode()).isEqualTo(200);
        }
        assertThat(get(port, "/actuator/prometheus", stage.tokens.user("ann")).body())
                .contains("tributary.read or tributary.operate")
                .contains("tributary.metrics.open");
    }

    @Test
    void filtersByOwnerAndTags() {
        // given
        ConnectionKey tagged = new ConnectionKey(Stage.ENVIRONMENT, "api-tags", "t-1");
        stage.nango.connections.put(
                tagged.connectionId(),
                new Known(
                        9,
                        tagged.integration(),
                        "{\"end_user_id\":\"u-9\",\"organization_id\":\"o-9\","
                                + "\"plan\":\"a,b:c\",\"odd\":\"x\\u0000\\ud800\"}",
                        false,
                        "2026-09-01T08:00:00.000Z"));
        stage.deliver(Stage.body("creation", true, tagged));
        await().atMost(Duration.ofSeconds(60)).until(() -> stage.status(tagged).equals("active"));

        // when
        String all = "/api/connections?integration=api-tags&";

        // then
        assertThat(found(all + "endUserId=u-9&organizationId=o-9")).hasSize(1);
        assertThat(found(all + "endUserId=u-1")).isEmpty();
        assertThat(found(all + "tag=plan:a,b:c")).hasSize(1);
        assertThat(found(all + "tag=plan:a,b:c&tag=end_user_id:u-9")).hasSize(1);
        assertThat(found(all + "tag=plan:a,b:c&tag=end_user_id:u-1")).isEmpty();
        assertThat(found(all + "tag=odd:x%EF%BF%BD%EF%BF%BD")).hasSize(1);
    }

    private static List<String> found(String path) {
        HttpResponse<String> answer = api(path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return json(answer)
                .get("connections")
                .valueStream()
                .map(one -> one.get("id").stringValue())
                .toList();
    }

    /** Rows as the writer would leave them: deleted ones stay, and others come and change. */
    @Test
    void pagesAreCompleteWhileRowsChange() throws Exception {
        // given
        Random random = new Random(20_261_122);
        Set<String> lasting = new HashSet<>();
        for (int i = 0; i < 300; i++) {
            UUID id = insert(random, "active");
            if (i % 3 != 0) {
                lasting.add(id.toString());
            }
        }
        AtomicBoolean stop = new AtomicBoolean();
        Thread writer =
                Thread.ofVirtual()
                        .start(
                                () -> {
                                    while (!stop.get()) {
                                        insert(random, "active");
                                        stage.jdbc.update(
                                                "update connection set version = version + 1"
                                                        + " where integration = 'api-pages'");
                                        stage.jdbc.update(
                                                "update connection set status = case when random()"
                                                        + " < 0.5 then 'deleted' else 'active' end"
                                                        + " where integration = 'api-pages' and not"
                                                        + " id::text = any(?)",
                                                (Object) lasting.toArray(String[]::new));
                                    }
                                });

        // when
        List<String> seen = new ArrayList<>();
        String cursor = "";
        while (cursor != null) {
            JsonNode page =
                    json(
                            api(
                                    "/api/connections?integration=api-pages&status=active&limit=7"
                                            + cursor));
            page.get("connections").forEach(one -> seen.add(one.get("id").stringValue()));
            cursor = page.get("next").isNull() ? null : "&cursor=" + page.get("next").stringValue();
        }
        stop.set(true);
        writer.join();

        // then
        stage.jdbc.update("delete from connection where integration = 'api-pages'");
        assertThat(seen).doesNotHaveDuplicates().containsAll(lasting);
    }

    private static UUID insert(Random random, String status) {
        ConnectionKey key =
                new ConnectionKey(
                        Stage.ENVIRONMENT, "api-pages", Long.toHexString(random.nextLong()));
        stage.jdbc.update(
                "insert into connection (id, key, status, version, generation, read_number, up,"
                        + " environment, integration, connection_id)"
                        + " values (?, ?, ?, 1, 1, 0, 0, ?, ?, ?)",
                key.id(),
                key.encoded(),
                status,
                key.environment(),
                key.integration(),
                key.connectionId());
        return key.id();
    }

    @Test
    void historyIsPagedInItsOrder() {
        // given
        UUID id = keys.get(1).id();
        for (int version = 2; version <= 6; version++) {
            stage.jdbc.update(
                    "insert into history select partition, \"offset\" + 1000000 + ?, n, connection,"
                            + " generation, ?, ce_type, cause_topic, cause_id, cause_type, value,"
                            + " headers from history where connection = ? and version = 1",
                    version,
                    version,
                    id);
        }

        // when
        List<Long> versions = new ArrayList<>();
        String cursor = "";
        while (cursor != null) {
            JsonNode page = json(api("/api/connections/" + id + "/history?limit=2" + cursor));
            page.get("entries").forEach(one -> versions.add(one.get("version").longValue()));
            cursor = page.get("next").isNull() ? null : "&cursor=" + page.get("next").stringValue();
        }

        // then
        stage.jdbc.update("delete from history where connection = ? and version > 1", id);
        assertThat(versions).containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
    }
}
