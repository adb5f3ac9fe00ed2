package io.tributary.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tributary.events.ConnectionKey;
import io.tributary.events.EventType;
import io.tributary.events.Topics;
import io.tributary.store.FakeNango.Known;
import io.tributary.store.Stage.Rebuilt;

import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

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

    /** Nothing is asked, answered or applied any more, and all of it is committed. */
    private static void settled() {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(300))
                .untilAsserted(
                        () -> {
                            assertThat(
                                            stage.jdbc.queryForObject(
                                                    "select count(*) from question where due <"
                                                            + " now() + interval '30 s'",
                                                    Integer.class))
                                    .isZero();
                            Map<Integer, Long> next = new HashMap<>();
                            stage.jdbc.query(
                                    "select partition, next from applied",
                                    row -> {
                                        next.put(row.getInt(1), row.getLong(2));
                                    });
                            assertThat(next).isEqualTo(end(Topics.INBOX.name()));
                            stage.committed()
                                    .forEach(
                                            (partition, offset) ->
                                                    assertThat(offset.offset())
                                                            .isEqualTo(
                                                                    next.get(
                                                                            partition
                                                                                    .partition())));
                        });
    }

    private static Map<Integer, Long> end(String topic) {
        Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
        for (int i = 0; i < 3; i++) {
            asked.put(new TopicPartition(topic, i), OffsetSpec.latest());
        }
        try {
            Map<Integer, Long> end = new HashMap<>();
            stage.admin
                    .listOffsets(asked)
                    .all()
                    .get()
                    .forEach((partition, one) -> end.put(partition.partition(), one.offset()));
            return end;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<Map<Integer, Long>> published() {
        return OUT.stream().map(RebuildIT::end).toList();
    }

    @Test
    void theSameInputsGiveTheSameTablesEveryTimeAndNothingIsPublished() {
        // given
        mixedHistory("twice");
        settled();
        List<Map<Integer, Long>> before = published();

        // when
        Rebuilt first = stage.rebuild("--fresh");
        Rebuilt second = stage.rebuild("--fresh");

        // then
        assertThat(first).extracting(Rebuilt::exitCode).as("%s", first).isEqualTo(0);
        assertThat(second).extracting(Rebuilt::exitCode).as("%s", second).isEqualTo(0);
        for (String table : List.of("connection", "history", "parked", "applied")) {
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
        List.of(tampered, erased, altered).forEach(one -> becomes(one, "active"));
        settled();
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
                .containsPattern("connection=" + altered.id() + ".*differs in value");
        stage.jdbc.execute("truncate history, parked, question, connection, applied cascade");
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

    @Test
    void wrongUseIsAnsweredWithTheRule() {
        assertThat(stage.rebuild("--frm", "inbox").exitCode()).isEqualTo(2);
        assertThat(stage.rebuild("--from", "nowhere").err()).contains("nowhere", "inbox, state");
        assertThat(stage.rebuild("--schema", "connections").err()).contains("live one");
        assertThat(stage.rebuild("--schema", "No Name").exitCode()).isEqualTo(2);
        assertThat(stage.rebuild("--help").out()).contains("Exit codes");
    }
}
