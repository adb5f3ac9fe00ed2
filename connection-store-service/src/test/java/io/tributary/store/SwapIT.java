package io.tributary.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tributary.events.ConnectionKey;
import io.tributary.store.Stage.Rebuilt;

import org.apache.kafka.clients.admin.MemberDescription;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** Tables that are put in the place of others while stores, and people, work on them. */
class SwapIT {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private static Stage stage;
    private static Witness witness;
    private final List<ConfigurableApplicationContext> services = new ArrayList<>();

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
        services.forEach(ConfigurableApplicationContext::close);
    }

    private void start(String... instances) {
        RecordedEnd.REASONS.clear();
        for (String instance : instances) {
            services.add(
                    stage.start(List.of("--tributary.instance=" + instance), RecordedEnd.class));
        }
        await().atMost(PATIENCE)
                // The first one founds the group.
                .ignoreExceptions()
                .untilAsserted(
                        () ->
                                assertThat(partitionsOfEach())
                                        .hasSize(instances.length)
                                        .allMatch(many -> many > 0));
    }

    private static List<Integer> partitionsOfEach() throws Exception {
        Collection<MemberDescription> members =
                stage.admin
                        .describeConsumerGroups(List.of("connection-store"))
                        .describedGroups()
                        .get("connection-store")
                        .get()
                        .members();
        return members.stream().map(one -> one.assignment().topicPartitions().size()).toList();
    }

    private static ConnectionKey active(String connectionId, long nangoId) {
        ConnectionKey key = stage.created(connectionId, nangoId);
        becomes(key, "active");
        return key;
    }

    private static void becomes(ConnectionKey key, String status) {
        await().atMost(PATIENCE).until(() -> stage.status(key).equals(status));
    }

    @Test
    void underTwoStoresEachChangeIsToldOnceAndBothGoOn() throws Exception {
        // given
        start("one", "two");
        ConnectionKey wrong = active("wrong", 91);
        ConnectionKey lost = active("lost", 92);
        stage.settled();
        stage.jdbc.update(
                "update connection set status = 'broken', error = 'auth' where id = ?", wrong.id());
        stage.jdbc.update(
                "update connection set status = 'deleted', facts = null where id = ?", lost.id());
        AtomicInteger number = new AtomicInteger();
        AtomicBoolean enough = new AtomicBoolean();
        Thread load =
                Thread.ofVirtual()
                        .start(
                                () -> {
                                    while (!enough.get()) {
                                        int i = number.incrementAndGet();
                                        stage.created("load-" + i, 10_000 + i);
                                    }
                                });

        // when
        Rebuilt first;
        Rebuilt second;
        try {
            first = stage.rebuild("--fresh", "--swap");
            second = stage.rebuild("--fresh", "--swap");
        } finally {
            enough.set(true);
            load.join();
        }

        // then
        assertThat(first.exitCode()).as("%s", first).isEqualTo(0);
        assertThat(first.out()).contains("2 connections are told again");
        assertThat(second.exitCode()).as("%s", second).isEqualTo(0);
        assertThat(second.out()).contains("No connection is to be told again");
        witness.awaitGenerations(wrong, 1, 2);
        witness.awaitGenerations(lost, 1, 2);
        // Of every partition.
        IntStream.range(0, 12)
                .mapToObj(i -> stage.created("after-" + i, 500 + i))
                .toList()
                .forEach(key -> becomes(key, "active"));
        becomes(new ConnectionKey(Stage.ENVIRONMENT, "crm", "load-" + number.get()), "active");
        stage.settled();
        witness.sawEachChangeOnce();
        assertThat(partitionsOfEach()).hasSize(2).allMatch(many -> many > 0);
        assertThat(RecordedEnd.REASONS).isEmpty();
        Rebuilt again = stage.rebuild("--fresh");
        assertThat(again.exitCode()).as("%s", again).isEqualTo(0);
    }

    /** The tables are equal when they are compared, and not any more when they are swapped. */
    @Test
    void whatHappensBetweenTheComparisonAndTheLockIsNoticed() throws Exception {
        // given
        start("one");
        ConnectionKey late = active("late", 71);
        ConnectionKey spoilt = active("spoilt", 72);
        stage.settled();
        assertThat(stage.rebuild("--fresh").exitCode()).isEqualTo(0);
        CompletableFuture<Rebuilt> rebuild;

        // when
        try (Connection batch = stage.held("lock table history in share mode");
                Connection spoiling =
                        stage.held(
                                "update connection set status = 'broken', error = 'auth'"
                                        + " where id = ?",
                                spoilt.id())) {
            stage.nango.connections.computeIfPresent("late", (_, known) -> known.brokenNow());
            stage.deliver(Stage.body("refresh", false, late));
            stage.waits("insert into history");
            rebuild = CompletableFuture.supplyAsync(() -> stage.rebuild("--swap"));
            stage.waits("lock table \"connections\".\"applied\"");
            batch.rollback();
            stage.waits("lock table \"connections\".\"connection\"");
            spoiling.commit();
        }
        Rebuilt rebuilt = rebuild.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);

        // then
        assertThat(rebuilt.exitCode()).as("%s", rebuilt).isEqualTo(0);
        assertThat(rebuilt.out()).contains("Equal", "1 connections are told again");
        becomes(late, "broken");
        becomes(spoilt, "active");
        witness.awaitGenerations(spoilt, 1, 2);
        stage.settled();
        witness.awaitGenerations(late, 1, 1);
        witness.sawEachChangeOnce();
        Rebuilt again = stage.rebuild("--fresh");
        assertThat(again.exitCode()).as("%s", again).isEqualTo(0);
    }

    @Test
    void aDeletionIsToldFromTheHistoryWhereTheRowCannotBeRead() {
        // given
        start("one");
        ConnectionKey gone = active("gone", 73);
        stage.nango.connections.remove("gone");
        stage.deliver(Stage.body("deletion", true, gone));
        becomes(gone, "deleted");
        stage.settled();
        stage.jdbc.update(
                "update connection set status = 'active', facts = '{', key = 'no key' where id = ?",
                gone.id());
        spoilHistory(gone, ' ');
        Rebuilt refused = stage.rebuild("--fresh", "--swap");
        spoilHistory(gone, '{');

        // when
        Rebuilt rebuilt = stage.rebuild("--fresh", "--swap");

        // then
        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.err()).contains(gone.id().toString(), "neither its row nor its history");
        assertThat(rebuilt.exitCode()).as("%s", rebuilt).isEqualTo(0);
        witness.awaitGenerations(gone, 1, 1, 2);
        assertThat(stage.changeTypes(gone)).containsExactly("created", "deleted", "deleted");
        assertThat(stage.status(gone)).isEqualTo("deleted");
        stage.settled();
        witness.sawEachChangeOnce();
        Rebuilt again = stage.rebuild("--fresh");
        assertThat(again.exitCode()).as("%s", again).isEqualTo(0);
    }

    private static void spoilHistory(ConnectionKey key, char first) {
        stage.jdbc.update(
                "update history set value = set_byte(value, 0, ?) where connection = ?",
                (int) first,
                key.id());
    }

    /** Somebody made a row that no input made, under a key that is none. */
    @Test
    void aRowUnderNoKeyIsNamed() {
        // given
        start("one");
        UUID id = UUID.randomUUID();
        stage.jdbc.update(
                "insert into connection (id, key, status, version, generation, read_number, up,"
                        + " environment, integration, connection_id)"
                        + " values (?, 'no key', 'deleted', 1, 1, 0, 0, 'dev', 'crm', 'x')",
                id);

        // when
        Rebuilt refused = stage.rebuild("--fresh", "--swap");

        // then
        stage.jdbc.update("delete from connection where id = ?", id);
        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.err()).contains(id.toString(), "can be read");
        assertThat(stage.rebuild("--fresh", "--swap").exitCode()).isEqualTo(0);
    }
}
