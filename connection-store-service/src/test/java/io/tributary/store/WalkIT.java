package io.tributary.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.tributary.events.ConnectionKey;
import io.tributary.events.EventType;
import io.tributary.events.Topics;
import io.tributary.store.FakeNango.Known;
import io.tributary.store.FakeNango.Refusal;
import io.tributary.store.walk.Walks;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.ConfigurableApplicationContext;

import tools.jackson.databind.json.JsonMapper;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What no webhook told, by two instances that walk the lists of several environments. */
class WalkIT {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final List<String> ENVIRONMENTS =
            List.of(
                    "before", "lost", "stale", "differs", "wiped", "empty", "pages", "flood",
                    "http", "meters", "steady", "keyed");

    private static Stage stage;
    private static final Map<String, FakeNango> nangos = new TreeMap<>();
    private static final List<ConfigurableApplicationContext> services = new ArrayList<>();

    @BeforeAll
    static void start() {
        stage = new Stage();
        List<String> settings = new ArrayList<>();
        for (String name : ENVIRONMENTS) {
            FakeNango nango = new FakeNango();
            nangos.put(name, nango);
            String prefix = "--tributary.environments." + name + ".nango.";
            settings.add(prefix + "base-url=" + nango.baseUrl());
            settings.add(prefix + "api-key=" + FakeNango.API_KEY);
            // Of a thousand forged ones no more than a few can be asked about singly.
            settings.add(prefix + "calls-per-minute=" + (name.equals("flood") ? 600 : 60_000));
            settings.add(prefix + "walk-interval=" + (name.equals("steady") ? "1s" : "0s"));
        }
        for (String name : List.of("one", "two")) {
            List<String> own = new ArrayList<>(settings);
            own.add("--tributary.instance=" + name);
            services.add(stage.start(own));
        }
    }

    @AfterAll
    static void stop() {
        services.forEach(ConfigurableApplicationContext::close);
        nangos.values().forEach(FakeNango::close);
        stage.close();
    }

    private static Walks walks() {
        return services.getFirst().getBean(Walks.class);
    }

    private static ConnectionKey key(String environment, String connectionId) {
        return new ConnectionKey(environment, "crm", connectionId);
    }

    /** A walk from its start to its end: its row. */
    private static Map<String, Object> walk(String environment) {
        return afterwards(environment, () -> walks().start(environment));
    }

    private static Map<String, Object> afterwards(String environment, Runnable start) {
        long before = finished(environment);
        start.run();
        await().atMost(PATIENCE).until(() -> finished(environment) > before);
        return stage.jdbc.queryForMap(
                "select * from walk where environment = ? order by number desc limit 1",
                environment);
    }

    private static long finished(String environment) {
        return stage.jdbc.queryForObject(
                "select count(*) from walk where environment = ? and finished is not null",
                Long.class,
                environment);
    }

    private static long count(String environment, String status) {
        return stage.jdbc.queryForObject(
                "select count(*) from connection where environment = ? and status = ?"
                        + " and question is null",
                Long.class,
                environment,
                status);
    }

    private static void settled(String environment, String status, long count) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(count(environment, status)).isEqualTo(count));
    }

    private static void changed(ConnectionKey key, String... types) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(stage.changeTypes(key)).containsExactly(types));
    }

    /** Known to Nango and, by a walk, to the store: named c1, c2, ... */
    private static FakeNango connected(String environment, int many) {
        FakeNango nango = adopted(environment, many);
        // The list does not say when they were updated: each is asked about, once.
        assertThat(walk(environment))
                .containsEntry("differing", (long) many)
                .containsEntry("appended", (long) many);
        await().atMost(PATIENCE).until(() -> updated(environment) == many);
        nango.asked.clear();
        return nango;
    }

    /** Known by the list alone. */
    private static FakeNango adopted(String environment, int many) {
        FakeNango nango = nangos.get(environment);
        IntStream.rangeClosed(1, many)
                .forEach(number -> nango.connections.put("c" + number, new Known(number, "crm")));
        assertThat(walk(environment)).containsEntry("outcome", "complete");
        settled(environment, "active", many);
        assertThat(nango.asked).isEmpty();
        return nango;
    }

    /** How many are known with the time of their last update. */
    private static long updated(String environment) {
        return stage.jdbc.queryForObject(
                "select count(*) from connection where environment = ?"
                        + " and facts::json ->> 'updatedAt' is not null",
                Long.class,
                environment);
    }

    /** Everything in the inbox about this environment. */
    private static long inputs(String environment) {
        return stage.records(Topics.INBOX.name()).stream()
                .filter(record -> new String(record.key()).startsWith(environment + "/"))
                .count();
    }

    @Test
    void connectionsMadeBeforeTributaryAppear() {
        // when
        FakeNango nango = adopted("before", 2_500);

        // then
        assertThat(nango.pages).hasValue(2);
        changed(key("before", "c1"), "created");
        changed(key("before", "c2500"), "created");
        // As if all but one had been asked about since.
        stage.jdbc.update(
                "update connection set facts = jsonb_set(facts::jsonb, '{updatedAt}',"
                        + " '\"2026-09-01T08:00:00Z\"')::text"
                        + " where environment = 'before' and connection_id <> 'c7'");
        assertThat(walk("before"))
                .containsEntry("listed", 2_500L)
                .containsEntry("differing", 1L)
                .containsEntry("appended", 1L);
        await().atMost(PATIENCE).until(() -> updated("before") == 2_500);
        long end = inputs("before");
        assertThat(walk("before"))
                .containsEntry("outcome", "complete")
                .containsEntry("listed", 2_500L)
                .containsEntry("differing", 0L)
                .containsEntry("appended", 0L);
        assertThat(nango.asked).containsExactly("c7");
        assertThat(inputs("before")).isEqualTo(end);
    }

    @Test
    void aDeletionWhoseWebhookWasLostIsFoundByTwoWalks() {
        // given
        FakeNango nango = connected("lost", 3);
        ConnectionKey key = key("lost", "c2");
        nango.connections.remove("c2");

        // when
        Map<String, Object> first = walk("lost");
        await().atMost(PATIENCE).until(() -> stage.question(key).equals("MISSING"));
        String between = stage.status(key);
        Map<String, Object> second = walk("lost");

        // then
        changed(key, "created", "deleted");
        assertThat(between).isEqualTo("active");
        assertThat(first).containsEntry("missing", 1L).containsEntry("appended", 1L);
        assertThat((long) second.get("number")).isGreaterThan((long) first.get("number"));
        assertThat(nango.asked).containsExactly("c2", "c2");
        settled("lost", "deleted", 1);
        assertThat(walk("lost")).containsEntry("missing", 0L).containsEntry("appended", 0L);
    }

    @Test
    void aStaleReplicaChangesNothingThatIsKnown() {
        // given
        FakeNango nango = connected("stale", 3);
        Map<String, Known> before = Map.copyOf(nango.connections);
        nango.connections.remove("c1");
        walk("stale");
        walk("stale");
        settled("stale", "deleted", 1);
        Map<String, Known> other = new TreeMap<>(before);
        other.remove("c3");
        nango.replica.set(other);
        long end = inputs("stale");
        nango.asked.clear();

        // when
        Map<String, Object> walk = walk("stale");

        // then
        assertThat(walk).containsEntry("outcome", "complete").containsEntry("appended", 0L);
        assertThat(nango.asked).containsExactlyInAnyOrder("c1", "c3");
        assertThat(inputs("stale")).isEqualTo(end);
        assertThat(count("stale", "active")).isEqualTo(2);
    }

    @Test
    void whatDiffersIsAskedSinglyAndTold() {
        // given
        FakeNango nango = connected("differs", 4);
        nango.connections.put(
                "c1",
                new Known(1, "crm", "{\"end_user_id\":\"u-2\"}", false, "2026-09-02T08:00:00Z"));
        nango.connections.computeIfPresent("c2", (_, known) -> known.brokenNow());
        nango.connections.put("c3", new Known(33, "crm"));

        // when
        walk("differs");

        // then
        changed(key("differs", "c1"), "created", "updated");
        changed(key("differs", "c2"), "created", "broken");
        changed(key("differs", "c3"), "created", "deleted", "created");
        changed(key("differs", "c4"), "created");
        assertThat(nango.asked).containsExactlyInAnyOrder("c1", "c2", "c3");
        settled("differs", "broken", 1);
        nango.asked.clear();
        assertThat(walk("differs")).containsEntry("differing", 0L);
        assertThat(nango.asked).isEmpty();
        nango.connections.put("c2", new Known(2, "crm"));
        walk("differs");
        changed(key("differs", "c2"), "created", "broken", "recovered");
    }

    @Test
    void ifMostVanishAnOperatorDecides() {
        // given
        FakeNango nango = connected("wiped", 200);
        IntStream.rangeClosed(1, 150).forEach(number -> nango.connections.remove("c" + number));
        long end = inputs("wiped");

        // when
        Map<String, Object> held = walk("wiped");

        // then
        assertThat(held).containsEntry("outcome", "held").containsEntry("missing", 150L);
        assertThat(held.get("reason")).asString().contains("150 of 200", "walks/wiped/release");
        assertThat(nango.asked).isEmpty();
        assertThat(inputs("wiped")).isEqualTo(end);
        assertThat(
                        services.getFirst()
                                .getBean("walksHealthIndicator", HealthIndicator.class)
                                .health()
                                .getDetails()
                                .get("wiped"))
                .asString()
                .startsWith("held: 150 of 200");
        assertThat(afterwards("wiped", () -> assertThat(walks().release("wiped")).isTrue()))
                .containsEntry("outcome", "complete")
                .containsEntry("asked", 150L);
        assertThat(walks().release("wiped")).isFalse();
        assertThat(walk("wiped")).containsEntry("outcome", "complete");
        settled("wiped", "deleted", 150);
        assertThat(count("wiped", "active")).isEqualTo(50);
    }

    @Test
    void operatorsStartAndReleaseWalksOverHttp() throws Exception {
        // given
        connected("http", 1);

        // when
        HttpResponse<String> started = operate("POST", "/http");
        HttpResponse<String> released = operate("POST", "/http/release");
        HttpResponse<String> unknown = operate("POST", "/elsewhere");
        HttpResponse<String> listed = operate("GET", "?limit=5");

        // then
        assertThat(started.statusCode()).isEqualTo(202);
        assertThat(released.statusCode()).as("nothing is held").isEqualTo(409);
        assertThat(unknown.statusCode()).isEqualTo(404);
        assertThat(listed.statusCode()).isEqualTo(200);
        assertThat(JsonMapper.shared().readTree(listed.body()).get("walks"))
                .anySatisfy(
                        walk -> {
                            assertThat(walk.get("environment").stringValue()).isEqualTo("http");
                            assertThat(walk.get("outcome").stringValue()).isEqualTo("complete");
                            assertThat(walk.get("found").intValue()).isEqualTo(1);
                        });
    }

    private static HttpResponse<String> operate(String method, String path) throws Exception {
        String port = services.getFirst().getEnvironment().getProperty("local.server.port");
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(
                    HttpRequest.newBuilder(
                                    URI.create(
                                            "http://127.0.0.1:"
                                                    + port
                                                    + "/api/operations/walks"
                                                    + path))
                            .header("Authorization", "Bearer " + stage.tokens.operator())
                            .method(method, HttpRequest.BodyPublishers.noBody())
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }

    @Test
    void metersTellOfBudgetQuestionsAndWalks() {
        // given
        connected("meters", 2);

        // then
        MeterRegistry meters = services.getFirst().getBean(MeterRegistry.class);
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> {
                            assertThat(gauge(meters, "walk.complete.age")).isBetween(0.0, 600.0);
                            assertThat(gauge(meters, "walk.held")).isZero();
                            assertThat(gauge(meters, "questions.open")).isZero();
                            assertThat(gauge(meters, "questions.oldest.age")).isZero();
                            assertThat(gauge(meters, "budget.left")).isBetween(1.0, 6000.0);
                        });
        assertThat(
                        services.stream()
                                .map(service -> service.getBean(MeterRegistry.class))
                                .mapToDouble(
                                        one ->
                                                one
                                                        .find("tributary.store.walks")
                                                        .tag("environment", "meters")
                                                        .tag("outcome", "complete")
                                                        .counters()
                                                        .stream()
                                                        .mapToDouble(Counter::count)
                                                        .sum())
                                .sum())
                .isEqualTo(2);
    }

    private static double gauge(MeterRegistry meters, String name) {
        return meters.get("tributary.store." + name).tag("environment", "meters").gauge().value();
    }

    @Test
    void anEmptyListIsNotBelieved() {
        // given
        FakeNango nango = connected("empty", 3);
        long end = inputs("empty");
        nango.replica.set(Map.of());

        // when
        Map<String, Object> walk = walk("empty");

        // then
        assertThat(walk).containsEntry("outcome", "incomplete");
        assertThat(walk.get("reason")).asString().contains("none of the 3 known connections");
        assertThat(nango.asked).isEmpty();
        assertThat(inputs("empty")).isEqualTo(end);
    }

    @Test
    void aPageThatFailsIsReadAgainOrTheWalkGivenUp() {
        // given
        FakeNango nango = connected("pages", 3);
        nango.connections.remove("c1");
        Refusal passes = new Refusal(503, "{\"error\":{\"code\":\"server_error\"}}", Map.of());
        Refusal stays = new Refusal(403, "{\"error\":{\"code\":\"forbidden\"}}", Map.of());

        // when
        nango.listRefusals.add(stays);
        Map<String, Object> forbidden = walk("pages");
        nango.listRefusals.addAll(List.of(passes, passes));
        Map<String, Object> patient = walk("pages");

        // then
        assertThat(forbidden).containsEntry("outcome", "incomplete").containsEntry("missing", 0L);
        assertThat(forbidden.get("reason")).asString().contains("page 0", "FORBIDDEN");
        assertThat(patient).containsEntry("outcome", "complete").containsEntry("missing", 1L);
    }

    @Test
    void aBrokenOneIsAskedByTheListOnlyIfTheKeyReadsCredentials() {
        // given
        FakeNango nango = nangos.get("keyed");
        nango.credentials = "{\"type\":\"OAUTH2\",\"access_token\":\"x\"}";
        connected("keyed", 1);
        ConnectionKey key = key("keyed", "c1");
        nango.connections.computeIfPresent("c1", (_, known) -> known.brokenNow());
        refreshed(key, false);
        changed(key, "created", "broken");
        await().atMost(PATIENCE).until(() -> stage.question(key).equals("none"));
        Map<String, Known> before = Map.copyOf(nango.connections);
        nango.asked.clear();
        int pages = nango.pages.get();

        // when
        nango.replica.set(before);
        nango.connections.put("c1", new Known(1, "crm").wellAt("2026-09-02T08:00:00.000Z"));
        refreshed(key, true);
        await().atMost(PATIENCE).until(() -> nango.pages.get() > pages);
        nango.replica.set(null);

        // then
        changed(key, "created", "broken", "recovered");
        assertThat(nango.asked).isEmpty();
    }

    private static void refreshed(ConnectionKey key, boolean success) {
        stage.deliver(
                key.encoded(),
                EventType.AUTH_PREFIX + "refresh",
                Stage.body("refresh", success, key).getBytes(UTF_8));
    }

    @Test
    void aFloodOfForgedCreationsIsAnsweredWithAFewCalls() {
        // given
        FakeNango nango = connected("flood", 3);
        List<ConnectionKey> claimed =
                IntStream.range(0, 1_000)
                        .mapToObj(number -> key("flood", "forged-" + number))
                        .collect(Collectors.toCollection(ArrayList::new));
        nango.connections.put("real", new Known(4, "crm"));
        claimed.add(key("flood", "real"));
        // Nothing is asked until all of them are there, and old enough for a replica.
        stage.jdbc.update(
                "update budget set paused_until = now() + interval '12 s'"
                        + " where environment = 'flood'");
        nango.calls.clear();

        // when
        stage.deliverCreations(claimed);

        // then
        settled("flood", "none", 1_000);
        settled("flood", "active", 4);
        changed(key("flood", "real"), "created");
        assertThat(nango.calls.size()).isLessThanOrEqualTo(3);
    }

    @Test
    void walksComeByThemselvesAndOneInstanceWalksAtATime() {
        // given
        FakeNango nango = nangos.get("steady");
        nango.connections.put("quiet", new Known(1, "crm"));

        // when
        changed(key("steady", "quiet"), "created");
        long before = finished("steady");
        await().atMost(PATIENCE).until(() -> finished("steady") > before + 2);

        // then
        List<Map<String, Object>> walks =
                stage.jdbc.queryForList(
                        "select started >= lag(finished) over (order by number) as after"
                                + " from walk where environment = 'steady' order by number");
        assertThat(walks.stream().skip(1)).allMatch(walk -> Boolean.TRUE.equals(walk.get("after")));
        // A walk that begins ends whatever is under way, which is what two at a time look like.
        assertThat(
                        stage.jdbc.queryForList(
                                "select reason from walk where environment = 'steady'"
                                        + " and reason like '%is gone'"))
                .isEmpty();
        assertThat(nango.mostPagesAtOnce).hasValue(1);
        assertThat(stage.changeTypes(key("steady", "quiet"))).containsExactly("created");
    }
}
