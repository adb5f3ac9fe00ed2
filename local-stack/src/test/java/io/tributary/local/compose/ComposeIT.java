package io.tributary.local.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tributary.events.ConnectionKey;
import io.tributary.local.monitoring.Dashboard;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What {@code docker-compose.yml} promises, on one stack from its images to its end; a start costs
 * too much for one each, so the order counts. Runs where {@code TRIBUTARY_COMPOSE} names the
 * command and the engine has the images that it stands on.
 */
@EnabledIfEnvironmentVariable(named = ComposedStack.COMMAND, matches = ".+")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ComposeIT {

    private static final Duration LONG = Duration.ofMinutes(2);
    private static final int CONTACTS = 250;
    private static final int PAGE = 100;
    private static final Pattern METRIC = Pattern.compile("tributary_[a-z_]+");

    /** What the first process may do, and where a file can be put. */
    private static final String INTRUDER =
            """
            cat /proc/1/status
            for place in / /etc/ /usr/ /tmp/; do echo x > ${place}x && echo wrote ${place}x; done 2>&1
            """;

    @TempDir static Path folder;

    private static Captures captures;
    private static ComposedStack stack;
    private static Caller caller;

    @BeforeAll
    static void start() throws Exception {
        captures = Captures.read();
        stack = ComposedStack.in(folder, captures.keys());
        caller = new Caller(stack);
        stack.build();
        try {
            stack.up();
        } catch (Throwable e) {
            throw new AssertionError(stack.logs(), e);
        }
    }

    @AfterAll
    static void end() {
        if (stack != null) {
            stack.close();
        }
    }

    @Test
    @Order(1)
    void saysWhatMustBeSet() throws Exception {
        Set<String> wanted = stack.required();

        assertThat(wanted)
                .contains(
                        "NANGO_API_KEY", "NANGO_SIGNING_KEYS", "SYNC_PASSWORD", "TOKENS_SIGNED_BY");
        for (String name : wanted) {
            Shell.Said said = stack.triedWithout(name);
            assertThat(said.exit()).as(name).isNotZero();
            assertThat(said.text()).contains("set " + name + " in .env to ");
        }
    }

    @Test
    @Order(2)
    void aRealDeliveryGoesInAndRecordsComeOut() throws Exception {
        JsonNode creation = captures.named("auth-creation-oauth2");
        JsonNode body = Captures.body(creation);
        var captured =
                new ConnectionKey("dev", "local-oauth2", body.path("connectionId").stringValue());
        var simulated = new ConnectionKey("dev", "demo-crm", "ann's \"own\"/crm");
        // The one that was captured is to be the only one that tells of it.
        caller.control("faults", Map.of("kind", "DROP"));
        caller.connect("local-oauth2", captured.connectionId());

        for (JsonNode capture : captures.all()) {
            assertThat(caller.capture(capture)).as(capture.path("name").toString()).isEqualTo(202);
        }
        caller.connect("demo-crm", simulated.connectionId());

        awaitCompleted(Set.of(captured, simulated));
        for (ConnectionKey connection : List.of(captured, simulated)) {
            JsonNode known = caller.api("STORE", "/api/connections/" + connection.id());
            assertThat(known.path("status").stringValue()).isEqualTo("active");
            assertThat(on("nango.records.Contact").of(connection).keys()).isEqualTo(CONTACTS);
        }
        Set<String> kept = Set.copyOf(on("nango.inbox").bodies());
        assertThat(on("nango.deliveries").bodies().stream().toList())
                .as("every byte of what is no matter of connections")
                .containsAll(
                        captures.all().stream()
                                .map(one -> new String(decoded(one), UTF_8))
                                .filter(one -> !kept.contains(one))
                                .toList());
        assertThat(kept).contains(new String(decoded(creation), UTF_8));
    }

    @Test
    @Order(3)
    void containersHaveNoRights() {
        for (String service : ComposedStack.SERVICES) {
            String said = stack.inside(service, INTRUDER);

            assertThat(said)
                    .as(service)
                    .containsPattern("Uid:\\s+[1-9]")
                    .containsPattern("CapPrm:\\s+0{16}\n")
                    .containsPattern("CapEff:\\s+0{16}\n")
                    .containsPattern("CapBnd:\\s+0{16}\n")
                    .containsPattern("NoNewPrivs:\\s+1\n")
                    .contains("/x: Read-only file system")
                    .contains("/etc/x: Read-only file system")
                    .contains("/usr/x: Read-only file system")
                    .endsWith("wrote /tmp/x");
        }
    }

    /** A cache that does not fit is left aside with nothing but a line in the log. */
    @Test
    @Order(3)
    void everyServiceRunsFromTheCacheOfItsImage() {
        for (String service : ComposedStack.CACHED) {
            assertThat(
                            stack.inside(
                                    service,
                                    "grep -c /app/%1$s/%1$s.aot /proc/1/maps".formatted(service)))
                    .as(service)
                    .matches("[1-9][0-9]*");
            assertThat(stack.compose("logs", service)).as(service).doesNotContain("[aot]");
        }
    }

    @Test
    @Order(4)
    void aUserOfThePageIsSentWhereABrowserFindsNango() throws Exception {
        String nango = "http://" + stack.setting("SIMULATOR_ADDRESS");

        JsonNode page = caller.get(stack.address("STORE", "/connect/config.json"));
        JsonNode session =
                caller.post(
                        stack.address("STORE", "/api/integrations/session-token"),
                        Map.of("integrations", List.of("demo-crm")));

        assertThat(page.path("signIn").path("kind").stringValue()).isEqualTo("paste");
        assertThat(session.path("token").stringValue()).startsWith("nango_connect_session_");
        assertThat(session.path("apiUrl").stringValue()).isEqualTo(nango);
        URI authorization =
                URI.create(
                        nango
                                + "/oauth/connect/demo-crm?connect_session_token="
                                + session.path("token").stringValue());
        assertThat(caller.location(authorization)).startsWith(nango + "/");
    }

    @Test
    @Order(5)
    void whatIsKilledComesBackAndNothingIsLost() throws Exception {
        caller.control("faults", Map.of("kind", "DROP", "count", 1_000_000));
        Trickle trickle = Trickle.patient(caller);
        try (trickle) {
            for (String service :
                    List.of(
                            "ingress-service",
                            "sync-worker",
                            "connection-store-service",
                            "postgres",
                            "kafka")) {
                awaitMore(trickle, 5);
                stack.kill(service);
                stack.awaitHealthy(List.of(service));
                awaitMore(trickle, 5);
            }
            caller.control("provider/mishaps", Map.of("kind", "ERROR", "count", 2));
            awaitMore(trickle, 15);
        }

        awaitCompleted(trickle.connections());
        assertThat(trickle.refused()).as("while the ingress was away").isPositive();
        assertKept(trickle);
        Kept changes = on("nango.connections");
        Kept records = on("nango.records.Contact");
        for (ConnectionKey connection : trickle.connections()) {
            assertThat(changes.of(connection).type("nango.connection.created").size()).isOne();
            assertThat(records.of(connection).keys()).isEqualTo(CONTACTS);
        }
    }

    @Test
    @Order(6)
    void everyQueryAndEveryAlertAsksForWhatThereIs() throws Exception {
        var prometheus = new Prometheus(stack, caller);
        List<JsonNode> rules = prometheus.rules();
        var asked = new TreeSet<>(metrics(Dashboard.read().queries()));
        asked.addAll(
                metrics(rules.stream().map(rule -> rule.path("query").stringValue()).toList()));
        Kept.spoil("nango.inbox", stack.bootstrapServers());
        Kept.spoil("nango.connections", stack.bootstrapServers());

        await().atMost(LONG).untilAsserted(() -> assertThat(prometheus.names()).containsAll(asked));
        var unanswered = new ArrayList<>(Dashboard.read().queries());
        await().atMost(LONG)
                .untilAsserted(
                        () -> {
                            for (String query : List.copyOf(unanswered)) {
                                if (prometheus.answers(query)) {
                                    unanswered.remove(query);
                                }
                            }
                            assertThat(unanswered).isEmpty();
                        });
        assertThat(rules).hasSizeGreaterThan(10);
        await().atMost(LONG)
                .untilAsserted(
                        () ->
                                assertThat(prometheus.rules())
                                        .allMatch(
                                                one ->
                                                        one.path("health")
                                                                .stringValue()
                                                                .equals("ok"))
                                        .anyMatch(
                                                one ->
                                                        one.path("name")
                                                                        .stringValue()
                                                                        .equals(
                                                                                "TributaryInputsParked")
                                                                && !one.path("state")
                                                                        .stringValue()
                                                                        .equals("inactive")));
    }

    @Test
    @Order(7)
    void stoppingFinishesWhatWasTaken() throws Exception {
        caller.control("provider/mishaps", Map.of("kind", "SLOW", "count", 1_000, "delay", "PT1S"));
        Trickle accounts = Trickle.patient(caller);
        Trickle forwards = Trickle.impatient(caller, 4);
        CompletableFuture<Void> stop;
        try (accounts) {
            await().atMost(LONG).until(() -> accounts.connections().size() >= 3);
        }
        try (forwards) {
            await().atMost(LONG).until(() -> midway() && forwards.forwards().size() > 100);
            stop = CompletableFuture.runAsync(stack::stop);
            await().atMost(LONG).until(() -> forwards.refused() > 0);
        }
        stop.join();

        assertThat(stack.ends().values())
                .as(stack.ends().toString())
                .allMatch(end -> end.matches("exited (0|130|143) false"));
        stack.compose("start", "kafka");
        stack.awaitHealthy(List.of("kafka"));
        assertKept(accounts);
        assertKept(forwards);
        Kept records = on("nango.records.Contact");
        List<Integer> pulled =
                accounts.connections().stream().map(one -> records.of(one).size()).toList();
        assertThat(pulled)
                .as("whole pages")
                .allMatch(count -> count == CONTACTS || count < CONTACTS && count % PAGE == 0);
        assertThat(pulled).as("one was under way").anyMatch(count -> count < CONTACTS);

        stack.start();

        awaitCompleted(accounts.connections());
        Kept all = on("nango.records.Contact");
        for (ConnectionKey connection : accounts.connections()) {
            assertThat(all.of(connection).keys()).isEqualTo(CONTACTS);
            assertThat(all.of(connection).size()).isLessThanOrEqualTo(CONTACTS + PAGE);
        }
    }

    /** Whether a worker is in the middle of a run. */
    private static boolean midway() throws Exception {
        return caller.api("WORKER", "/api/syncs?status=running")
                .path("syncs")
                .valueStream()
                .anyMatch(sync -> sync.path("pages").asInt() == 1);
    }

    private static void awaitMore(Trickle trickle, int webhooks) {
        int before = trickle.forwards().size();
        await().atMost(LONG).until(() -> trickle.forwards().size() >= before + webhooks);
    }

    private static void awaitCompleted(Collection<ConnectionKey> connections) {
        await().atMost(LONG)
                .pollInterval(Duration.ofSeconds(1))
                .untilAsserted(
                        () -> {
                            Kept runs = on("nango.sync-runs").type("nango.sync-run.completed");
                            assertThat(connections)
                                    .isNotEmpty()
                                    .allMatch(one -> runs.of(one).size() > 0);
                        });
    }

    private static void assertKept(Trickle trickle) {
        String deliveries = String.join("\n", on("nango.deliveries").bodies());
        assertThat(trickle.forwards()).isNotEmpty().allMatch(deliveries::contains);
        Kept inbox = on("nango.inbox").type("nango.webhook.auth.creation");
        assertThat(trickle.connections()).allMatch(one -> inbox.of(one).size() > 0);
    }

    private static Set<String> metrics(List<String> queries) {
        return queries.stream()
                .flatMap(query -> METRIC.matcher(query).results())
                .map(found -> found.group())
                .collect(Collectors.toSet());
    }

    private static byte[] decoded(JsonNode capture) {
        return Base64.getDecoder().decode(capture.path("body_base64").stringValue());
    }

    private static Kept on(String topic) {
        return Kept.on(topic, stack.bootstrapServers());
    }
}
