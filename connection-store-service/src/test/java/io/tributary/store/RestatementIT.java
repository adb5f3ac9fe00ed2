package io.tributary.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tributary.events.CloudEvent;
import io.tributary.events.ConnectionChange;
import io.tributary.events.ConnectionKey;
import io.tributary.events.ConnectionState;
import io.tributary.events.ConnectionStatus;
import io.tributary.events.EventCodec;
import io.tributary.events.Restatement;
import io.tributary.events.Topics;
import io.tributary.kafka.KafkaCloudEvents;
import io.tributary.store.FakeNango.Known;
import io.tributary.store.restate.Restated;
import io.tributary.store.restate.Restatements;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** What a rebuild found to differ from what was published is told once, in a later generation. */
class RestatementIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static Stage stage;

    @BeforeAll
    static void start() {
        assertThat(Stage.Shared.SERVICE.isRunning()).isTrue();
        stage = Stage.Shared.STAGE;
    }

    private static ConnectionKey key(String connectionId) {
        return new ConnectionKey(Stage.ENVIRONMENT, "crm", connectionId);
    }

    private static ConnectionKey active(String connectionId, long nangoId) {
        ConnectionKey key = key(connectionId);
        stage.nango.connections.put(connectionId, new Known(nangoId, "crm"));
        stage.deliver(Stage.body("creation", true, key));
        changed(key, "created");
        return key;
    }

    private static void changed(ConnectionKey key, String... types) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(stage.changeTypes(key)).containsExactly(types));
    }

    private static void leave(ConnectionKey key, Restatement restatement) {
        new Restatements(stage.jdbc).add(List.of(new Restated(key, restatement)));
    }

    private static void applied(RecordMetadata input) {
        await().atMost(PATIENCE)
                .until(
                        () ->
                                stage.jdbc.queryForObject(
                                                "select next from applied where partition = ?",
                                                Long.class,
                                                input.partition())
                                        > input.offset());
    }

    private static List<ConsumerRecord<byte[], byte[]>> inputs(ConnectionKey key) {
        return stage.records(Topics.INBOX.name()).stream()
                // Other tests put records without a key beside these.
                .filter(record -> Arrays.equals(record.key(), key.bytes()))
                .filter(
                        record ->
                                KafkaCloudEvents.fromRecord(record)
                                        .type()
                                        .equals(Restatement.CE_TYPE))
                .toList();
    }

    @Test
    void whatDiffersIsToldOnceHoweverOftenTheInputComes() {
        // given
        ConnectionKey key = active("restated", 31);

        // when
        leave(key, new Restatement(2, null));

        // then
        changed(key, "created", "updated");
        ConsumerRecord<byte[], byte[]> input = inputs(key).getFirst();
        CloudEvent cause = KafkaCloudEvents.fromRecord(input);
        ConnectionChange change = EventCodec.decodeConnectionChange(stage.changes(key).getLast());
        assertThat(change.generation()).isEqualTo(2);
        assertThat(change.version()).isEqualTo(2);
        assertThat(change.connection().status()).isEqualTo(ConnectionStatus.ACTIVE);
        assertThat(change.cause().partition()).isEqualTo(input.partition());
        assertThat(change.cause().offset()).isEqualTo(input.offset());
        assertThat(change.cause().ceId()).isEqualTo(cause.id());
        assertThat(
                        stage.jdbc.queryForMap(
                                "select cause_type, generation from history where connection = ?"
                                        + " and version = 2 and partition = ? and \"offset\" = ?",
                                key.id(),
                                input.partition(),
                                input.offset()))
                .containsEntry("cause_type", Restatement.CE_TYPE)
                .containsEntry("generation", 2);
        ConnectionState state =
                EventCodec.decodeConnectionState(
                        stage.events(Topics.CONNECTIONS_STATE.name(), key).getLast());
        assertThat(state.generation()).isEqualTo(2);
        await().atMost(PATIENCE).until(() -> left(key) == 0);

        // and when it comes again, as after a crash between the two
        applied(stage.send(KafkaCloudEvents.toRecord("nango.inbox", key.encoded(), cause)));

        // then
        assertThat(stage.changeTypes(key)).containsExactly("created", "updated");
    }

    private static int left(ConnectionKey key) {
        return stage.jdbc.queryForObject(
                "select count(*) from restatement where connection = ?", Integer.class, key.id());
    }

    @Test
    void whatTheNewTablesDoNotKnowIsToldDeleted() {
        // given
        ConnectionKey key = key("told-only");
        Restatement.Told told =
                new Restatement.Told(
                        32,
                        "hubspot",
                        null,
                        Map.of("nul", "a\u0000b", "lone", "x\ud800y"),
                        Instant.parse("2026-09-01T08:00:00Z"),
                        null);

        // when
        leave(key, new Restatement(3, told));

        // then
        changed(key, "deleted");
        ConnectionChange change = EventCodec.decodeConnectionChange(stage.changes(key).getFirst());
        assertThat(change.generation()).isEqualTo(3);
        assertThat(change.nangoId()).isEqualTo(32);
        assertThat(change.connection().tags()).isEqualTo(told.tags());
        assertThat(stage.status(key)).isEqualTo("none");
        assertThat(stage.records(Topics.CONNECTIONS_STATE.name()))
                .filteredOn(record -> new String(record.key(), UTF_8).equals(key.encoded()))
                .last()
                .matches(record -> record.value() == null, "a tombstone");
    }
}
