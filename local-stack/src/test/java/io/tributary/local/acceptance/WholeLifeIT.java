package io.tributary.local.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tributary.events.CloudEvent;
import io.tributary.events.ConnectionChange;
import io.tributary.events.ConnectionKey;
import io.tributary.events.ConnectionState;
import io.tributary.events.ConnectionStatus;
import io.tributary.events.EventCodec;
import io.tributary.events.Observation;
import io.tributary.events.SyncRun;
import io.tributary.local.RunningStack;
import io.tributary.local.acceptance.Log.Entry;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;

import java.time.Duration;
import java.util.List;
import java.util.UUID;

/**
 * One whole life of the data: a signed delivery goes in at one end, a confirmed connection, its
 * published change and its synced records come out at the other.
 */
class WholeLifeIT {

    private static final Duration LONG = Duration.ofMinutes(2);

    private static RunningStack stack;
    private static Outside outside;
    private static Log log;

    @BeforeAll
    static void start() {
        stack = RunningStack.shared();
        outside = new Outside(stack);
        log = new Log(stack.bootstrapServers());
    }

    @AfterAll
    static void end() {
        log.close();
    }

    @Test
    void fromTheDeliveryToEveryRecord() throws Exception {
        ConnectionKey connection =
                new ConnectionKey("dev", "demo-crm", "ann's \"own\"/crm " + UUID.randomUUID());

        outside.connect(connection, "ann");

        List<Entry> runs = awaitRun(connection);
        List<Entry> inbox = log.of(connection, "nango.inbox");
        assertThat(inbox)
                .extracting(entry -> entry.event().type())
                .containsExactly("nango.webhook.auth.creation", Observation.Present.CE_TYPE);
        Entry answer = inbox.get(1);

        List<Entry> changes = log.of(connection, "nango.connections");
        assertThat(changes).hasSize(1);
        ConnectionChange created = EventCodec.decodeConnectionChange(changes.getFirst().event());
        assertThat(created.kind()).isEqualTo(ConnectionChange.Kind.CREATED);
        assertThat(created.version()).isEqualTo(1);
        assertThat(created.cause().topic()).isEqualTo("nango.inbox");
        assertThat(created.cause().partition()).isEqualTo(answer.partition());
        assertThat(created.cause().offset()).isEqualTo(answer.offset());
        assertThat(created.cause().ceId()).isEqualTo(answer.event().id());
        assertThat(created.connection().status()).isEqualTo(ConnectionStatus.ACTIVE);
        assertThat(created.connection().owner().endUserId()).isEqualTo("ann");
        assertThat(created.connection().key()).isEqualTo(connection);

        List<Entry> states = log.of(connection, "nango.connections.state");
        assertThat(states).hasSize(1);
        assertThat(EventCodec.decodeConnectionState(states.getFirst().event()))
                .isEqualTo(ConnectionState.after(created));

        assertThat(outside.row(connection)).isEqualTo("active");
        assertThat(outside.connection(connection).path("status").stringValue()).isEqualTo("active");

        List<JsonNode> provided = outside.contacts(connection);
        List<Entry> records = log.of(connection, "nango.records.Contact");
        assertThat(provided).hasSize(250);
        assertThat(records)
                .extracting(entry -> EventCodec.decodeRecordChange(entry.event()).record())
                .isEqualTo(provided);
        assertThat(records).extracting(Entry::key).doesNotHaveDuplicates();
        assertThat(records).extracting(Entry::partition).containsOnly(answer.partition());

        assertThat(runs)
                .extracting(entry -> entry.event().type())
                .containsExactly("nango.sync-run.started", "nango.sync-run.completed");
        SyncRun completed = EventCodec.decodeSyncRun(runs.getLast().event());
        assertThat(completed.records()).isEqualTo(250);
        assertThat(completed.pages()).isEqualTo(3);
    }

    @Test
    void theTimeOfTheDeliveryIsThatOfAllThatFollows() throws Exception {
        ConnectionKey connection =
                new ConnectionKey("dev", "demo-crm", UUID.randomUUID().toString());

        outside.connect(connection, "bob");

        awaitRun(connection);
        CloudEvent answer = log.of(connection, "nango.inbox").getLast().event();
        CloudEvent change = log.of(connection, "nango.connections").getFirst().event();
        assertThat(change.time()).isNotNull().isEqualTo(answer.time());
    }

    private static List<Entry> awaitRun(ConnectionKey connection) {
        return await().atMost(LONG)
                .until(
                        () -> log.of(connection, "nango.sync-runs"),
                        runs ->
                                runs.stream()
                                        .anyMatch(
                                                entry ->
                                                        entry.event()
                                                                .type()
                                                                .equals(
                                                                        "nango.sync-run.completed")));
    }
}
