package io.tributary.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tributary.events.CloudEvent;
import io.tributary.events.ConnectionChange;
import io.tributary.events.ConnectionKey;
import io.tributary.events.EventCodec;
import io.tributary.events.EventType;
import io.tributary.events.Topics;
import io.tributary.kafka.KafkaCloudEvents;
import io.tributary.store.FakeNango.Known;
import io.tributary.store.FakeNango.Refusal;
import io.tributary.store.Stage.Rebuilt;
import io.tributary.store.rebuild.RebuildCommand;

import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** The tables derived anew while the store that made the live ones goes on. */
class RebuildIT {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final List<String> OUT =
            List.of(
                    Topics.CONNECTIONS.name(),
                    Topics.CONNECTIONS_STATE.name(),
                    Topics.parked(Topics.INBOX).name());

    private static Stage stage;
    private ConfigurableApplicationContext service;
    // The other tests need a whole inbox.
    private static boolean truncated;

    @BeforeAll
    static void open() {
        stage = new Stage();
    }

    @AfterAll
    static void close() {
        stage.close();
    }

    @BeforeEach
    void start() {
        RecordedEnd.REASONS.clear();
        service = stage.start(RecordedEnd.class);
    }

    @AfterEach
    void stop() {
        service.close();
        if (truncated) {
            truncated = false;
            stage.close();
            stage = new Stage();
        }
    }

    private static ConnectionKey key(String connectionId) {
        return new ConnectionKey(Stage.ENVIRONMENT, "crm", connectionId);
    }

    private static ConnectionKey created(String connectionId, long nangoId) {
        stage.nango.connections.put(connectionId, new Known(nangoId, "crm"));
        ConnectionKey key = key(connectionId);
        stage.deliver(Stage.body("creation", true, key));
        return key;
    }

    private static void becomes(ConnectionKey key, String status) {
        await().atMost(PATIENCE).until(() -> stage.status(key).equals(status));
    }

    /** Creations, a failure, a recovery, a change of tags, a deletion, and what nobody can read. */
    private static void mixedHistory(String name) {
        List<ConnectionKey> keys = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            keys.add(created(name + "-" + i, name.hashCode() * 100L + i));
        }
        keys.forEach(one -> becomes(one, "active"));
        String broken = keys.get(0).connectionId();
        stage.nango.connections.computeIfPresent(broken, (_, known) -> known.brokenNow());
        stage.deliver(Stage.body("refresh", false, keys.get(0)));
        stage.nango.connections.remove(keys.get(1).connectionId());
        stage.deliver(Stage.body("deletion", true, keys.get(1)));
        stage.deliver(keys.get(2).encoded(), EventType.AUTH_PREFIX + "creation", new byte[] {'{'});
        stage.deliver(keys.get(3).encoded(), "nango.webhook.auth.unheard", "{}".getBytes(UTF_8));
        stage.deliver(Stage.body("creation", true, key(name + "-nobody-has-it")));
        becomes(keys.get(0), "broken");
        becomes(keys.get(1), "deleted");
        stage.nango.connections.computeIfPresent(
                broken, (_, known) -> known.wellAt("2026-09-02T08:00:00.000Z"));
        stage.deliver(Stage.body("override", true, keys.get(0)));
        becomes(keys.get(0), "active");
    }

    private static List<Map<Integer, Long>> published() {
        return OUT.stream().map(stage::end).toList();
    }

    @Test
    void theSameInputsGiveTheSameTablesEveryTimeAndNothingIsPublished() {
        // given
        mixedHistory("twice");
        stage.settled();
        List<Map<Integer, Long>> before = published();

        // when
        Rebuilt first = stage.rebuild("--fresh");
        Rebuilt second = stage.rebuild("--fresh");

        // then
        assertThat(first).extracting(Rebuilt::exitCode).as("%s", first).isEqualTo(0);
        assertThat(second).extracting(Rebuilt::exitCode).as("%s", second).isEqualTo(0);
        for (String table : List.of("connection", "history", "parked", "question", "applied")) {
            assertThat(first.hashes(table)).containsOnly(first.hashes(table).getFirst());
            assertThat(second.hashes(table)).isEqualTo(first.hashes(table));
        }
        assertThat(published()).isEqualTo(before);
    }

    @Test
    void whatWasTamperedWithIsNamed() {
        // given
        ConnectionKey tampered = created("tampered", 71);
        ConnectionKey erased = created("erased", 72);
        ConnectionKey altered = created("altered", 73);
        ConnectionKey unasked = created("unasked", 74);
        List.of(tampered, erased, altered, unasked).forEach(one -> becomes(one, "active"));
        stage.nango.refusals.put("unasked", new Refusal(503, "{}", Map.of()));
        stage.deliver(Stage.body("deletion", true, unasked));
        await().atMost(PATIENCE).until(() -> stage.question(unasked).equals("DELETION"));
        // Nobody asks for a while: that is the clock's, and not compared.
        await().atMost(PATIENCE)
                .until(
                        () ->
                                stage.jdbc.update(
                                                "update question set due = now() + interval '1 h'"
                                                        + " where connection = ? and lease is null",
                                                unasked.id())
                                        == 1);
        stage.settled();
        assertThat(stage.rebuild("--fresh").exitCode()).isEqualTo(0);
        stage.jdbc.update("delete from question where connection = ?", unasked.id());
        stage.jdbc.update(
                "update connection set end_user_id = 'mallory' where id = ?", tampered.id());
        stage.jdbc.update("delete from history where connection = ?", erased.id());
        stage.jdbc.update(
                "update history set value = set_byte(value, 0, 32) where connection = ?",
                altered.id());

        // when
        Rebuilt rebuilt = stage.rebuild("--fresh");

        // then
        assertThat(rebuilt.exitCode()).isEqualTo(3);
        assertThat(rebuilt.out())
                .containsPattern(tampered.id() + " .*differs in end_user_id")
                .containsPattern("connection=" + erased.id() + ".*only rebuilt")
                .containsPattern("connection=" + unasked.id() + ": only rebuilt")
                .containsPattern("connection=" + altered.id() + ".*differs in value");
        assertThat(stage.rebuild("--fresh", "--swap").exitCode()).isEqualTo(0);
        stage.nango.refusals.clear();
        await().atMost(PATIENCE).until(() -> stage.question(unasked).equals("none"));
    }

    @Test
    void liveInputsDoNotDisturbIt() throws Exception {
        // given
        ConnectionKey key = created("busy", 81);
        becomes(key, "active");
        Thread flow =
                Thread.ofVirtual()
                        .start(
                                () -> {
                                    while (!Thread.currentThread().isInterrupted()) {
                                        stage.deliver(
                                                key("busy-" + UUID.randomUUID()).encoded(),
                                                "nango.webhook.auth.refresh",
                                                Stage.body("refresh", false, key).getBytes(UTF_8));
                                    }
                                });

        // when
        Rebuilt rebuilt = stage.rebuild("--fresh");
        flow.interrupt();
        flow.join();

        // then
        assertThat(rebuilt.exitCode()).as("%s", rebuilt).isEqualTo(0);
    }

    /** Of every connection, (generation, version) rises by one version at a time. */
    private static void versionsHaveNoGap() {
        Map<String, long[]> last = new HashMap<>();
        for (ConsumerRecord<byte[], byte[]> record : stage.records(Topics.CONNECTIONS.name())) {
            CloudEvent event = KafkaCloudEvents.fromRecord(record);
            ConnectionChange change = EventCodec.decodeConnectionChange(event);
            long[] before = last.getOrDefault(event.subject(), new long[] {1, 0});
            assertThat(change.version()).as("%s", change).isEqualTo(before[1] + 1);
            assertThat((long) change.generation()).as("%s", change).isBetween(before[0], 9L);
            last.put(event.subject(), new long[] {change.generation(), change.version()});
        }
    }

    private static List<Integer> generations(ConnectionKey key) {
        return stage.changes(key).stream()
                .map(event -> EventCodec.decodeConnectionChange(event).generation())
                .toList();
    }

    /** What a reader of the topics would be told of each connection. */
    private static List<Map<String, Object>> publishedView() {
        return stage.jdbc.queryForList(
                "select key, status, version, nango_id, error, end_user_id from connection"
                        + " where status in ('active', 'broken') order by key");
    }

    @Test
    void aSwapIsNotNoticedByAStoreUnderLoadAndTellsWhatDiffersOnce() throws Exception {
        // given
        ConnectionKey wrong = created("wrong", 91);
        ConnectionKey lost = created("lost", 92);
        ConnectionKey right = created("right", 93);
        List.of(wrong, lost, right).forEach(one -> becomes(one, "active"));
        stage.settled();
        stage.jdbc.update(
                "update connection set status = 'broken', error = 'auth' where id = ?", wrong.id());
        stage.jdbc.update(
                "update connection set status = 'deleted', facts = null where id = ?", lost.id());
        stage.jdbc.execute("grant usage on schema connections to sync");
        stage.jdbc.execute("grant select on connection to sync");
        AtomicInteger number = new AtomicInteger();
        AtomicBoolean enough = new AtomicBoolean();
        Thread load =
                Thread.ofVirtual()
                        .start(
                                () -> {
                                    while (!enough.get()) {
                                        int i = number.incrementAndGet();
                                        created("load-" + i, 10_000 + i);
                                    }
                                });

        // when
        Rebuilt rebuilt = stage.rebuild("--fresh", "--swap");
        int during = number.get();
        await().atMost(PATIENCE).until(() -> number.get() > during + 20);
        enough.set(true);
        load.join();

        // then
        assertThat(rebuilt.exitCode()).as("%s", rebuilt).isEqualTo(0);
        assertThat(rebuilt.out()).contains("2 connections are told again");
        becomes(key("load-" + number.get()), "active");
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(generations(wrong)).containsExactly(1, 2));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(generations(lost)).containsExactly(1, 2));
        stage.settled();
        assertThat(generations(right)).containsExactly(1);
        assertThat(
                        stage.jdbc.queryForObject(
                                "select has_table_privilege('sync', 'connection', 'select') and"
                                        + " has_schema_privilege('sync', 'connections', 'usage')",
                                Boolean.class))
                .isTrue();
        versionsHaveNoGap();
        assertThat(RecordedEnd.REASONS).isEmpty();
        Rebuilt again = stage.rebuild("--fresh");
        assertThat(again.exitCode()).as("%s", again).isEqualTo(0);
    }

    @Test
    void aLostDatabaseIsDerivedAgainAndTheStoreGoesOn() {
        // given
        mixedHistory("lost-database");
        stage.settled();
        List<Map<String, Object>> told = publishedView();
        List<Map<Integer, Long>> before = published();
        service.close();
        stage.jdbc.execute("drop schema connections cascade");

        // when
        Rebuilt rebuilt = stage.rebuild("--fresh", "--swap");

        // then
        assertThat(rebuilt.exitCode()).as("%s", rebuilt).isEqualTo(0);
        assertThat(rebuilt.out()).contains("nothing to compare");
        assertThat(publishedView()).isEqualTo(told);
        assertThat(published()).isEqualTo(before);
        service = stage.start(RecordedEnd.class);
        goesOn("lost-database-5");
        versionsHaveNoGap();
    }

    /** A known connection breaks, is asked about, and the answer is taken. */
    private static void goesOn(String connectionId) {
        stage.nango.connections.computeIfPresent(connectionId, (_, known) -> known.brokenNow());
        stage.deliver(Stage.body("refresh", false, key(connectionId)));
        becomes(key(connectionId), "broken");
        stage.settled();
    }

    @Test
    void withoutTheWholeInboxTheStateTopicIsWhatItBeginsWith() throws Exception {
        // given
        mixedHistory("from-state");
        stage.settled();
        int generation = generations(key("from-state-4")).getLast();
        Rebuilt whileRunning = stage.rebuild("--from", "state", "--fresh");
        service.close();
        List<Map<String, Object>> told = publishedView();
        Map<TopicPartition, RecordsToDelete> all = new HashMap<>();
        stage.end(Topics.INBOX.name())
                .forEach(
                        (partition, end) ->
                                all.put(
                                        new TopicPartition(Topics.INBOX.name(), partition),
                                        RecordsToDelete.beforeOffset(end)));
        truncated = true;
        stage.admin.deleteRecords(all).all().get();
        Rebuilt fromInbox = stage.rebuild("--fresh", "--swap");

        // when
        Rebuilt compared = stage.rebuild("--from=state", "--fresh");
        stage.jdbc.execute("drop schema connections cascade");
        Rebuilt rebuilt = stage.rebuild("--from", "state", "--fresh", "--swap");

        // then
        assertThat(whileRunning.exitCode()).isEqualTo(1);
        assertThat(whileRunning.err()).contains("stores run in group connection-store");
        assertThat(fromInbox.exitCode()).isEqualTo(1);
        assertThat(fromInbox.out()).contains("INPUTS ARE MISSING");
        assertThat(fromInbox.err()).contains("rebuild --from state --swap");
        assertThat(compared.exitCode()).as("%s", compared).isEqualTo(0);
        assertThat(rebuilt.exitCode()).as("%s", rebuilt).isEqualTo(0);
        assertThat(publishedView()).isEqualTo(told);
        service = stage.start(RecordedEnd.class);
        goesOn("from-state-5");
        versionsHaveNoGap();
        assertThat(generations(key("from-state-5")).getLast()).isGreaterThan(generation);
        assertThat(RecordedEnd.REASONS).isEmpty();
    }

    /** Nobody consumed for long: the group is forgotten, and the log went past what is next. */
    @Test
    void afterALongStopTheStateTopicAndTheTablesAreTheWayOn() throws Exception {
        // given
        ConnectionKey known = created("long-stop", 81);
        becomes(known, "active");
        stage.settled();
        await().atMost(PATIENCE)
                .until(
                        () ->
                                stage.jdbc.queryForObject(
                                        "select bool_and(published = next) from applied",
                                        Boolean.class));
        service.close();
        stage.admin.deleteConsumerGroups(List.of("connection-store")).all().get();
        created("missed", 82);
        Map<TopicPartition, RecordsToDelete> all = new HashMap<>();
        stage.end(Topics.INBOX.name())
                .forEach(
                        (partition, end) ->
                                all.put(
                                        new TopicPartition(Topics.INBOX.name(), partition),
                                        RecordsToDelete.beforeOffset(end)));
        truncated = true;
        stage.admin.deleteRecords(all).all().get();

        // when
        Rebuilt compared = stage.rebuild("--fresh");
        Rebuilt refused = stage.rebuild("--from", "state", "--fresh", "--swap");
        Rebuilt done =
                stage.rebuild("--from", "state", "--fresh", "--swap", "--despite-missing-inputs");

        // then
        assertThat(compared.exitCode()).isEqualTo(1);
        assertThat(compared.err()).contains("are gone from the log", "--despite-missing-inputs");
        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.err()).contains("--despite-missing-inputs");
        assertThat(done.exitCode()).as("%s", done).isEqualTo(0);
        service = stage.start(RecordedEnd.class);
        goesOn("long-stop");
        assertThat(RecordedEnd.REASONS).isEmpty();
    }

    @Test
    void aSwapByAnotherRoleIsRefusedAndNamesTheRightOne() {
        // given
        List<String> arguments = new ArrayList<>(stage.rebuildArguments("--fresh", "--swap"));
        arguments.removeIf(
                one ->
                        one.startsWith("--spring.datasource.username=")
                                || one.startsWith("--spring.datasource.password="));
        arguments.add("--spring.datasource.username=" + stage.database.superuser().user());
        arguments.add("--spring.datasource.password=" + stage.database.superuser().password());
        StringWriter err = new StringWriter();

        // when
        int exitCode =
                RebuildCommand.run(
                        new PrintWriter(new StringWriter()), new PrintWriter(err), arguments);

        // then
        assertThat(exitCode).isEqualTo(1);
        assertThat(err.toString())
                .contains("belongs to connections", "spring.datasource.username=connections");
    }

    @Test
    void killedInTheMiddleItResumes() throws Exception {
        // given
        List<ProducerRecord<byte[], byte[]>> many = new ArrayList<>();
        for (int i = 0; i < 12_000; i++) {
            String key = key("many-" + i % 500).encoded();
            many.add(
                    KafkaCloudEvents.toRecord(
                            Topics.INBOX.name(),
                            key,
                            new CloudEvent(
                                    "many-" + i,
                                    "/tributary/ingress/dev",
                                    EventType.AUTH_PREFIX + "refresh",
                                    key,
                                    null,
                                    null,
                                    "application/json",
                                    Map.of(),
                                    Stage.body("refresh", false, key("many-" + i % 500))
                                            .getBytes(UTF_8))));
        }
        stage.deliverAll(many);
        stage.settled();
        Process process = stage.rebuildProcess("--fresh", "--schema", "killed");
        try {
            await().atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(20))
                    .ignoreExceptions()
                    .until(() -> derived("killed") > 0);
        } finally {
            // when
            process.destroyForcibly().waitFor();
        }
        long stopped = derived("killed");
        Rebuilt rebuilt = stage.rebuild("--schema", "killed");

        // then
        assertThat(stopped).isLessThan(12_000);
        assertThat(rebuilt.out()).contains("Resuming");
        assertThat(rebuilt.exitCode()).as("%s", rebuilt).isEqualTo(0);
    }

    private static long derived(String schema) {
        return stage.jdbc.queryForObject(
                "select coalesce(sum(next - began), 0) from " + schema + ".applied", Long.class);
    }

    @Test
    void wrongUseIsAnsweredWithTheRule() {
        assertThat(stage.rebuild("--frm", "inbox").exitCode()).isEqualTo(2);
        assertThat(stage.rebuild("--from", "nowhere").err()).contains("nowhere", "inbox, state");
        assertThat(stage.rebuild("--schema", "connections").err()).contains("live one");
        assertThat(stage.rebuild("--schema", "No Name").exitCode()).isEqualTo(2);
        assertThat(stage.rebuild("--help").out()).contains("Exit codes");
    }
}
