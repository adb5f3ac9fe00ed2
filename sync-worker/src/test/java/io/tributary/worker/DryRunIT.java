package io.tributary.worker;

import static io.tributary.events.ConnectionChange.Kind.CREATED;
import static io.tributary.events.SyncRun.Kind.COMPLETED;
import static io.tributary.worker.stand.Stand.NANGO;
import static io.tributary.worker.stand.Stand.aConnection;
import static io.tributary.worker.stand.Stand.change;
import static io.tributary.worker.stand.Stand.publish;
import static io.tributary.worker.stand.Stand.sql;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tributary.events.ConnectionKey;
import io.tributary.worker.stand.Api;
import io.tributary.worker.stand.Api.Answer;
import io.tributary.worker.stand.FakeContacts;
import io.tributary.worker.stand.FakeNango;
import io.tributary.worker.stand.RunningWorker;
import io.tributary.worker.stand.Seen;
import io.tributary.worker.stand.TopicReader;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a dry run shows is what a run publishes; and it leaves nothing behind. */
class DryRunIT {

    private static final Map<String, Object> PAGING =
            Map.of("kind", "link-header", "page-size", 100, "pageSizeParameter", "per_page");

    private static Api api;

    private final ConnectionKey connection = aConnection();
    private final FakeContacts contacts = NANGO.connection(connection.connectionId(), 250);

    @BeforeAll
    static void start() {
        api = new Api(RunningWorker.shared().port());
    }

    @Test
    void showsWhatARunPublishesAndLeavesNothingBehind() {
        Answer tried = dryRun(Map.of("model", "Contact"));
        int calls = contacts.requests().size();
        int rows = rows();
        int told = Seen.records(connection).size() + Seen.runs(connection).size();
        publish(change(connection, CREATED, 1));
        Seen.awaitLast(connection, COMPLETED);

        assertThat(tried.status()).as(tried.raw().body()).isEqualTo(200);
        assertThat(calls).isEqualTo(1);
        assertThat(rows).isZero();
        assertThat(told).isZero();
        JsonNode result = tried.json();
        assertThat(result.at("/call/target").asString()).isEqualTo("/v1/contacts?per_page=100");
        assertThat(result.at("/next/target").asString())
                .isEqualTo("/v1/contacts?per_page=100&page=2");
        assertThat(result.path("count").asInt()).isEqualTo(100);
        assertThat(result.path("records").size()).isEqualTo(20);
        assertThat(result.path("trouble").isNull()).isTrue();
        assertThat(result.path("remark").isNull()).isTrue();
        List<ConsumerRecord<byte[], byte[]>> published =
                TopicReader.all("nango.records.Contact").stream()
                        .filter(
                                one ->
                                        new String(one.key(), UTF_8)
                                                .startsWith(connection.encoded()))
                        .limit(20)
                        .toList();
        for (int i = 0; i < 20; i++) {
            same(result.path("records").get(i), published.get(i));
        }
    }

    private static void same(JsonNode shown, ConsumerRecord<byte[], byte[]> published) {
        assertThat(shown.path("topic").asString()).isEqualTo(published.topic());
        assertThat(shown.path("partition").asInt()).isEqualTo(published.partition());
        assertThat(shown.path("key").asString()).isEqualTo(new String(published.key(), UTF_8));
        assertThat(shown.path("value")).isEqualTo(JsonMapper.shared().readTree(published.value()));
        published
                .headers()
                .forEach(
                        header -> {
                            if (!List.of("ce_time", "ce_syncrun", "ce_syncfence")
                                    .contains(header.key())) {
                                assertThat(shown.path("headers").path(header.key()).asString())
                                        .as(header.key())
                                        .isEqualTo(new String(header.value(), UTF_8));
                            }
                        });
        assertThat(shown.path("headers").size()).isEqualTo(published.headers().toArray().length);
    }

    @Test
    void triesADefinitionThatIsNotConfigured() {
        publish(change(connection, CREATED, 1));
        Seen.awaitLast(connection, COMPLETED);

        JsonNode result =
                dryRun(Map.of("definition", definition("/v1/contacts", PAGING, "name"))).json();

        assertThat(result.at("/records/0/topic").asString()).isEqualTo("nango.records.Person");
        assertThat(result.at("/records/0/key").asString())
                .isEqualTo(connection.encoded() + "/Contact%201");
        assertThat(result.path("count").asInt()).isEqualTo(100);
    }

    /** Else a definition that looks for the cursor in the wrong place would end happily. */
    @Test
    void remarksThatAFullPageNamesNoNextOne() {
        NANGO.connection(
                connection.connectionId(),
                (exchange, _) -> FakeNango.answer(exchange, 200, "[{\"id\":1},{\"id\":2}]"));
        publish(change(connection, CREATED, 1));
        Seen.awaitLast(connection, COMPLETED);

        assertThat(remark(Map.of("page-size", 2)).asString())
                .isEqualTo(
                        "The page is full (2 records) and names no next one at 'nxt': if there are"
                                + " more records than that, paging.path is wrong.");
        assertThat(remark(Map.of()).asString()).startsWith("The page may be full (2 records)");
        assertThat(remark(Map.of("page-size", 3)).isNull()).isTrue();
    }

    private JsonNode remark(Map<String, Object> more) {
        Map<String, Object> paging = new LinkedHashMap<>(more);
        paging.putAll(Map.of("kind", "cursor", "path", "nxt", "parameter", "after"));
        return dryRun(Map.of("definition", definition("/v1/contacts", paging, "id")))
                .json()
                .path("remark");
    }

    @Test
    void sendsNothingMadeUpForAConnectionThatIsNotKnown() {
        Answer tried = dryRun(Map.of("definition", definition("/v1/contacts", PAGING, "name")));

        assertThat(tried.status()).isEqualTo(404);
        assertThat(tried.detail()).startsWith("No change of this connection was ever read");
        assertThat(contacts.requests()).isEmpty();
    }

    @Test
    void namesWhatIsMissingOfADefinition() {
        Map<String, Object> nothing = new LinkedHashMap<>();
        nothing.put("name", null);

        Answer empty = dryRun(Map.of("definition", nothing));
        Answer none =
                dryRun(Map.of("definition", Map.of("integrations", Arrays.asList((String) null))));

        assertThat(empty.status()).isEqualTo(400);
        assertThat(empty.detail()).startsWith("definition: is empty");
        assertThat(none.status()).isEqualTo(400);
        assertThat(none.detail()).startsWith("definition.integrations[0]: is null");
    }

    @Test
    void refusesADefinitionAsTheStartOfAWorkerWould() {
        Answer noKind =
                dryRun(
                        Map.of(
                                "definition",
                                definition("/v1/contacts", Map.of("page-size", 5), "id")));
        Answer misspelt =
                dryRun(Map.of("definition", definition("/v1/contacts", Map.of("kynd", "x"), "id")));
        Answer noPath = dryRun(Map.of("definition", definition("v1", PAGING, "id")));
        Answer both =
                dryRun(
                        Map.of(
                                "model",
                                "Contact",
                                "definition",
                                definition("/v1/contacts", PAGING, "id")));

        assertThat(noKind.status()).isEqualTo(400);
        assertThat(noKind.detail()).startsWith("definition.paging.kind: is missing");
        assertThat(misspelt.status()).isEqualTo(400);
        assertThat(misspelt.detail()).contains("definition.paging");
        assertThat(noPath.detail()).startsWith("definition.endpoint.path: must start with '/'");
        assertThat(both.detail()).contains("either 'model' or 'definition'");
        assertThat(contacts.requests()).isEmpty();
    }

    @Test
    void neverFillsInASecretOfTheWorker() {
        Answer tried =
                dryRun(
                        Map.of(
                                "definition",
                                definition("/v1/${spring.datasource.password}", PAGING, "id")));

        assertThat(tried.raw().body())
                .doesNotContain(RunningWorker.settings().get("spring.datasource.password") + "\"")
                .contains("${");
        assertThat(contacts.requests()).isEmpty();
    }

    @Test
    void saysWhatWouldStopARunInTheRunsOwnSentence() {
        contacts.onRequest(0, exchange -> FakeNango.answer(exchange, 200, "{\"data\":[]}"))
                .onRequest(1, exchange -> FakeNango.answer(exchange, 503, "{}"))
                .onRequest(2, exchange -> FakeNango.answer(exchange, 404, "{}"));
        ConnectionKey unknown = aConnection();

        JsonNode noArray = dryRun(Map.of("model", "Contact")).json();
        JsonNode away = dryRun(Map.of("model", "Contact")).json();
        JsonNode notFound = dryRun(Map.of("model", "Contact")).json();
        JsonNode noDefinition = dryRun(Map.of("model", "Invoice")).json();
        JsonNode noConnection = dryRun(unknown, Map.of("model", "Contact")).json();

        assertThat(noArray.at("/trouble/code").asString()).isEqualTo("records_not_found");
        assertThat(noArray.at("/trouble/sentence").asString())
                .contains("'demo-contacts'", "[data]");
        assertThat(notFound.at("/trouble/code").asString()).isEqualTo("provider_404");
        assertThat(notFound.at("/trouble/run").asString()).isEqualTo("fails");
        assertThat(away.at("/trouble/code").asString()).isEqualTo("provider_503");
        assertThat(away.at("/trouble/run").asString()).isEqualTo("waits");
        assertThat(noDefinition.at("/trouble/code").asString()).isEqualTo("definition_unknown");
        assertThat(noDefinition.path("call").isNull()).isTrue();
        assertThat(noConnection.at("/trouble/code").asString())
                .isEqualTo("nango_connection_unknown");
    }

    private Map<String, Object> definition(String path, Map<String, Object> paging, String id) {
        return Map.of(
                "name",
                "tried",
                "integrations",
                List.of(connection.integration()),
                "model",
                "Person",
                "endpoint",
                Map.of("path", path),
                "id",
                id,
                "paging",
                paging);
    }

    private Answer dryRun(Map<String, Object> what) {
        return dryRun(connection, what);
    }

    private static Answer dryRun(ConnectionKey connection, Map<String, Object> what) {
        Map<String, Object> order = new LinkedHashMap<>(what);
        order.put("environment", connection.environment());
        order.put("integration", connection.integration());
        order.put("connectionId", connection.connectionId());
        return api.post("/api/syncs/dry-run", JsonMapper.shared().writeValueAsString(order));
    }

    private int rows() {
        return sql().sql(
                        """
                        select (select count(*) from sync.run where connection = :key)
                            + (select count(*) from sync.sync where connection = :key)
                            + (select count(*) from sync.connection where key = :key)\
                        """)
                .param("key", connection.encoded())
                .query(Integer.class)
                .single();
    }
}
