package io.tributary.worker;

import static io.tributary.events.ConnectionChange.Kind.BROKEN;
import static io.tributary.events.ConnectionChange.Kind.CREATED;
import static io.tributary.events.ConnectionChange.Kind.DELETED;
import static io.tributary.events.ConnectionChange.Kind.RECOVERED;
import static io.tributary.events.SyncRun.Kind.COMPLETED;
import static io.tributary.events.SyncRun.Kind.FAILED;
import static io.tributary.events.SyncRun.Kind.PAUSED;
import static io.tributary.events.SyncRun.Kind.STARTED;
import static io.tributary.worker.stand.Stand.NANGO;
import static io.tributary.worker.stand.Stand.aConnection;
import static io.tributary.worker.stand.Stand.change;
import static io.tributary.worker.stand.Stand.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;

import io.tributary.events.CloudEvent;
import io.tributary.events.ConnectionKey;
import io.tributary.events.EventCodec;
import io.tributary.events.Schemas;
import io.tributary.events.SyncRun;
import io.tributary.worker.stand.Api;
import io.tributary.worker.stand.FakeContacts;
import io.tributary.worker.stand.FakeNango;
import io.tributary.worker.stand.Gate;
import io.tributary.worker.stand.RunningWorker;
import io.tributary.worker.stand.Seen;
import io.tributary.worker.stand.TopicReader;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;

/** What {@code nango.sync-runs} says of a run, in each case, as its subscribers read it. */
class RunEventsIT {

    private static final Schema SCHEMA =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(Schemas.text(SyncRun.SCHEMA), InputFormat.JSON);

    private static Api api;

    private final ConnectionKey connection = aConnection();
    private final FakeContacts contacts = NANGO.connection(connection.connectionId(), 250);
    private final Gate gate = new Gate();

    @BeforeAll
    static void start() {
        api = new Api(RunningWorker.shared().port());
    }

    @Test
    void tellOfARunThatIsPausedAndGoesOnAndOfOneThatAnOperatorOrdered() {
        contacts.onRequest(1, gate.before(contacts));
        publish(change(connection, CREATED, 1));
        gate.awaitReached(connection, 1);
        publish(change(connection, BROKEN, 2));
        Seen.awaitLast(connection, PAUSED);
        gate.open();
        publish(change(connection, RECOVERED, 3));
        Seen.awaitLast(connection, COMPLETED);
        await().atMost(Duration.ofSeconds(60)).until(() -> post("trigger") == 202);
        await().atMost(Duration.ofSeconds(60)).until(() -> events().size() == 6);

        List<SyncRun> told = valid();

        assertThat(told)
                .extracting(SyncRun::kind)
                .containsExactly(STARTED, PAUSED, STARTED, COMPLETED, STARTED, COMPLETED);
        assertThat(told).extracting(SyncRun::pages).containsExactly(0L, 1L, 1L, 3L, 0L, 3L);
        assertThat(told)
                .extracting(SyncRun::records)
                .containsExactly(0L, 100L, 100L, 250L, 0L, 250L);
        assertThat(told)
                .extracting(SyncRun::trigger)
                .containsExactly(
                        "created", "created", "created", "created", "operator", "operator");
        assertThat(told)
                .extracting(run -> run.reason() == null ? "" : run.reason().code())
                .containsExactly("", "connection_broken", "", "", "", "");
        assertThat(told.subList(0, 4)).extracting(SyncRun::run).containsOnly(told.get(0).run());
        assertThat(told.get(4).run()).isNotEqualTo(told.get(0).run());
        assertThat(told.get(5).run()).isEqualTo(told.get(4).run());
        assertThat(told.get(1).fence()).isEqualTo(told.get(0).fence());
        assertThat(told.get(2).fence()).isGreaterThan(told.get(1).fence());
        assertThat(told.get(3).fence()).isGreaterThanOrEqualTo(told.get(2).fence());
        assertThat(events()).extracting(CloudEvent::id).doesNotHaveDuplicates();
        assertThat(fencesOfRecords(told.get(5))).containsOnly(told.get(5).fence());
    }

    @Test
    void tellWhyARunFailedAfterHowMuch() {
        contacts.onRequest(1, exchange -> FakeNango.answer(exchange, 403, "{}"));
        publish(change(connection, CREATED, 1));
        Seen.awaitLast(connection, FAILED);

        SyncRun failed = valid().getLast();

        assertThat(failed.pages()).isEqualTo(1);
        assertThat(failed.records()).isEqualTo(100);
        assertThat(failed.reason().code()).isEqualTo("provider_403");
        assertThat(failed.reason().sentence()).contains("403");
    }

    @Test
    void tellThatARunEndedWithItsConnection() {
        contacts.onRequest(1, gate.before(contacts));
        publish(change(connection, CREATED, 1));
        gate.awaitReached(connection, 1);
        publish(change(connection, DELETED, 2));
        Seen.awaitLast(connection, FAILED);
        gate.open();

        List<SyncRun> told = valid();

        assertThat(told).extracting(SyncRun::kind).containsExactly(STARTED, FAILED);
        assertThat(told.getLast().reason().code()).isEqualTo("connection_deleted");
        assertThat(told.getLast().records()).isEqualTo(100);
        assertThat(told.getLast().fence()).isEqualTo(told.getFirst().fence());
    }

    @Test
    void tellWhoPausedARun() {
        contacts.onRequest(1, gate.before(contacts));
        publish(change(connection, CREATED, 1));
        gate.awaitReached(connection, 1);
        post("pause");
        gate.open();

        SyncRun paused = valid().getLast();
        post("resume");

        assertThat(paused.kind()).isEqualTo(PAUSED);
        assertThat(paused.reason().code()).isEqualTo("operator_paused");
        assertThat(paused.reason().sentence()).contains("(olga)");
        assertThat(paused.records()).isEqualTo(100);
        Seen.awaitLast(connection, COMPLETED);
    }

    /** Of those that this run published. */
    private List<Long> fencesOfRecords(SyncRun run) {
        return Seen.records(connection).stream()
                .filter(record -> run.run().toString().equals(record.extensions().get("syncrun")))
                .map(record -> Long.parseLong(record.extensions().get("syncfence")))
                .toList();
    }

    private int post(String order) {
        return api.post("/api/syncs/" + SyncsIT.id(connection) + "/" + order, "").status();
    }

    private List<CloudEvent> events() {
        return TopicReader.events("nango.sync-runs", connection);
    }

    /** All events so far, each with the subject and schema of the contract. */
    private List<SyncRun> valid() {
        List<CloudEvent> events = events();
        for (CloudEvent event : events) {
            assertThat(event.subject()).isEqualTo(connection.encoded());
            assertThat(event.dataSchema()).isEqualTo(SyncRun.SCHEMA);
            assertThat(SCHEMA.validate(new String(event.data(), UTF_8), InputFormat.JSON))
                    .isEmpty();
        }
        return events.stream().map(EventCodec::decodeSyncRun).toList();
    }
}
