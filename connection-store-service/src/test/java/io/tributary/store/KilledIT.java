package io.tributary.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tributary.events.CloudEvent;
import io.tributary.events.ConnectionKey;
import io.tributary.events.EventCodec;
import io.tributary.events.Observation;
import io.tributary.events.Restatement;
import io.tributary.events.Topics;
import io.tributary.kafka.KafkaCloudEvents;
import io.tributary.store.FakeNango.Known;
import io.tributary.store.Stage.Rebuilt;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** A rebuild, and stores, that are killed in the middle of what they do beside the batches. */
class KilledIT {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private static Stage stage;
    private static Witness witness;
    private ConfigurableApplicationContext service;

    @BeforeAll
    static void open() {
        stage = new Stage();
        witness = new Witness(stage);
    }

    @AfterAll
    static void close() {
        stage.close();
    }

    @AfterEach
    void stop() {
        if (service != null) {
            service.close();
        }
    }

    private void start() {
        RecordedEnd.REASONS.clear();
        service = stage.start(RecordedEnd.class);
    }

    private static Process store() {
        return stage.storeProcess(
                "--tributary.instance=killed",
                // The shortest that brokers allow: others wait so long for its partitions.
                "--spring.kafka.consumer.properties.session.timeout.ms=6000");
    }

    private static ConnectionKey active(String connectionId, long nangoId) {
        ConnectionKey key = stage.created(connectionId, nangoId);
        await().atMost(PATIENCE).until(() -> stage.status(key).equals("active"));
        return key;
    }

    private static void makeBroken(ConnectionKey key) {
        stage.jdbc.update(
                "update connection set status = 'broken', error = 'auth' where id = ?", key.id());
    }

    @Test
    void aRebuildInTheMiddleOfItsSwapLeavesEverythingAsItWas() throws Exception {
        // given
        start();
        ConnectionKey wrong = active("wrong", 61);
        stage.settled();
        makeBroken(wrong);
        assertThat(stage.rebuild("--fresh").exitCode()).isEqualTo(3);
        long tables = tables();

        // when
        swapIsKilled(
                "lock table connections_rebuilt.walk_turn in exclusive mode",
                "delete from \"connections_rebuilt\".\"walk_turn\"");
        // Its last statement but one: the live tables have another name already.
        swapIsKilled(
                "grant usage on schema connections_rebuilt to sync",
                "alter schema \"connections_rebuilt\" rename");

        // then
        assertThat(tables()).isEqualTo(tables);
        assertThat(stage.status(wrong)).isEqualTo("broken");
        assertThat(count("restatement")).isZero();
        assertThat(count("pg_namespace where nspname like 'connections_before%'")).isZero();
        active("goes-on", 62);
        Rebuilt again = stage.rebuild("--swap");
        assertThat(again.exitCode()).as("%s", again).isEqualTo(0);
        assertThat(again.out()).contains("Resuming", "1 connections are told again");
        assertThat(tables()).isNotEqualTo(tables);
        witness.awaitGenerations(wrong, 1, 2);
        assertThat(stage.status(wrong)).isEqualTo("active");
        stage.settled();
        witness.sawEachChangeOnce();
        assertThat(RecordedEnd.REASONS).isEmpty();
    }

    private static void swapIsKilled(String holding, String waiting) throws Exception {
        try (Connection held = stage.held(holding)) {
            killedOnce(stage.rebuildProcess("--swap"), () -> stage.waits(waiting));
            held.rollback();
        }
        // Its session goes on until it notices that nobody listens.
        await().atMost(PATIENCE).until(() -> advisoryLocks() == 1);
    }

    /** Also if it never comes so far: nothing else would end it. */
    private static void killedOnce(Process process, Runnable itIsSoFar) throws Exception {
        try {
            itIsSoFar.run();
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    /** Of this database alone: the store holds its name, and a rebuild its schema. */
    private static long advisoryLocks() {
        return count(
                "pg_locks l join pg_database d on d.oid = l.database"
                        + " where l.locktype = 'advisory' and d.datname = current_database()");
    }

    /** Which tables are live: renamed, they stay the same. */
    private static long tables() {
        return stage.jdbc.queryForObject(
                "select 'connections.connection'::regclass::oid::bigint", Long.class);
    }

    private static long count(String from) {
        return stage.jdbc.queryForObject("select count(*) from " + from, Long.class);
    }

    @Test
    void aStoreThatToldButDidNotNoteItIsFollowedByOneThatTellsNothingTwice() throws Exception {
        // given
        start();
        ConnectionKey key = active("told", 63);
        stage.settled();
        service.close();
        makeBroken(key);
        Rebuilt rebuilt = stage.rebuild("--fresh", "--swap");
        assertThat(rebuilt.out()).as("%s", rebuilt).contains("1 connections are told again");

        // when
        try (Connection held = stage.held("lock table restatement in share mode")) {
            killedOnce(store(), () -> stage.waits("delete from restatement"));
            held.rollback();
        }
        start();

        // then
        await().atMost(PATIENCE).until(() -> count("restatement") == 0);
        stage.settled();
        assertThat(stage.events(Topics.INBOX.name(), key).stream().map(CloudEvent::type))
                .as("sent before it was killed, and once more")
                .filteredOn(Restatement.CE_TYPE::equals)
                .hasSize(2);
        witness.awaitGenerations(key, 1, 2);
        witness.sawEachChangeOnce();
        assertThat(RecordedEnd.REASONS).isEmpty();
    }

    @Test
    void aStoreBetweenTwoPagesOfAWalkIsFollowedByOneThatBeginsAnew() throws Exception {
        // given
        int many = 2_100;
        for (int i = 1; i <= many; i++) {
            stage.nango.connections.put("listed-" + i, new Known(i, "crm"));
        }
        start();
        walksAreDue();
        await().atMost(PATIENCE).until(() -> listed("active") == many);
        stage.settled();
        service.close();
        // As if each had been asked about since.
        stage.jdbc.update(
                "update connection set facts = jsonb_set(facts::jsonb, '{updatedAt}',"
                        + " '\"2026-09-01T08:00:00Z\"')::text"
                        + " where connection_id like 'listed-%'");
        stage.nango.connections.remove("listed-7");
        stage.nango.asked.clear();
        CountDownLatch secondPage = new CountDownLatch(1);
        stage.nango.laterPages.set(secondPage);
        int pages = stage.nango.pages.get();
        walksAreDue();

        // when
        killedOnce(
                store(),
                () -> await().atMost(PATIENCE).until(() -> stage.nango.pages.get() == pages + 2));
        secondPage.countDown();
        long killed = lastWalk();
        // Three minutes later.
        stage.jdbc.update("update walk_turn set leased_until = now()");
        start();

        // then
        await().atMost(PATIENCE)
                .until(() -> lastWalk() > killed && count("walk where finished is null") == 0);
        assertThat(walk(killed))
                .containsEntry("outcome", "incomplete")
                .containsEntry("reason", "the instance that walked is gone");
        assertThat(walk(lastWalk()))
                .containsEntry("outcome", "complete")
                .containsEntry("listed", (long) stage.nango.connections.size())
                .containsEntry("missing", 1L)
                .containsEntry("appended", 1L);
        stage.settled();
        assertThat(stage.nango.asked).containsExactly("listed-7");
        assertThat(absences()).containsExactly("listed-7 " + lastWalk());
        assertThat(listed("active")).as("one absence is none").isEqualTo(many);
        assertThat(count("connection where miss is not null")).isEqualTo(1);
    }

    private static void walksAreDue() {
        await().atMost(PATIENCE)
                .until(() -> stage.jdbc.update("update walk_turn set due = now()") == 1);
    }

    private static long listed(String status) {
        return count(
                "connection where connection_id like 'listed-%' and status = '" + status + "'");
    }

    private static long lastWalk() {
        return stage.jdbc.queryForObject("select max(number) from walk", Long.class);
    }

    private static Map<String, Object> walk(long number) {
        return stage.jdbc.queryForMap("select * from walk where number = ?", number);
    }

    /** Each absence in the inbox: of whom, and by which walk. */
    private static List<String> absences() {
        return stage.records(Topics.INBOX.name()).stream()
                .map(KafkaCloudEvents::fromRecord)
                .filter(event -> event.type().equals("nango.observation.absent"))
                .map(
                        event ->
                                ConnectionKey.parse(event.subject()).connectionId()
                                        + " "
                                        + ((Observation.Absent) EventCodec.decodeObservation(event))
                                                .walk())
                .filter(line -> line.startsWith("listed-"))
                .toList();
    }
}
