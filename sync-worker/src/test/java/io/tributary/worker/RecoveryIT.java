package io.tributary.worker;

import static io.tributary.events.ConnectionChange.Kind.CREATED;
import static io.tributary.events.SyncRun.Kind.COMPLETED;
import static io.tributary.events.SyncRun.Kind.STARTED;
import static io.tributary.worker.stand.Stand.NANGO;
import static io.tributary.worker.stand.Stand.aConnection;
import static io.tributary.worker.stand.Stand.change;
import static io.tributary.worker.stand.Stand.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tributary.backing.BackingServices;
import io.tributary.events.CloudEvent;
import io.tributary.events.ConnectionKey;
import io.tributary.events.SyncRun;
import io.tributary.worker.stand.Api;
import io.tributary.worker.stand.FakeContacts;
import io.tributary.worker.stand.Gate;
import io.tributary.worker.stand.Refusal;
import io.tributary.worker.stand.RunningWorker;
import io.tributary.worker.stand.Seen;
import io.tributary.worker.stand.Stand;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Guarantee 8: a sync resumes from its checkpoint; it repeats at most one page, and skips none. */
class RecoveryIT {

    private static final Duration TAKE_OVER = Duration.ofSeconds(30);
    private static final Map<String, String> GIVES_UP_ON_KAFKA_SOON =
            Map.of(
                    "spring.kafka.producer.properties.[delivery.timeout.ms]", "4000",
                    "spring.kafka.producer.properties.[request.timeout.ms]", "2000",
                    "spring.kafka.producer.properties.[max.block.ms]", "4000");

    private final ConnectionKey connection = aConnection();
    private final FakeContacts contacts = NANGO.connection(connection.connectionId(), 250);

    @Test
    void repeatsThePageWhoseCheckpointWasNotWritten() {
        RunningWorker.shared();
        failTheFirstCheckpointOfPageTwo();

        publish(change(connection, CREATED, 1));

        SyncRun completed = Seen.awaitLast(connection, COMPLETED);
        assertThat(completed.records()).isEqualTo(250);
        assertThat(Seen.recordIds(connection)).isEqualTo(withPageTwoTwice());
        assertThat(Seen.kinds(connection)).containsExactly(STARTED, COMPLETED);
    }

    @Test
    void aWorkerThatWakesAfterItsRunWasTakenOverChangesNothing() {
        RunningWorker.shared();
        Gate gate = new Gate();
        contacts.onRequest(1, gate.before(contacts));

        publish(change(connection, CREATED, 1));
        gate.awaitReached(connection, 1);
        long frozen = raiseTheFence();
        gate.open();

        SyncRun completed = Seen.awaitLast(connection, COMPLETED);
        assertThat(completed.records()).isEqualTo(250);
        assertThat(completed.pages()).isEqualTo(3);
        // Of the page that it had in hand it publishes nothing.
        assertThat(Seen.recordIds(connection)).isEqualTo(contacts.ids());
        List<CloudEvent> records = Seen.records(connection);
        assertThat(fencesOf(records.subList(0, 100))).containsOnly(frozen);
        assertThat(fencesOf(records.subList(100, 250))).allMatch(fence -> fence > frozen);
    }

    @Test
    void anotherWorkerGoesOnWhereOneWasStoppedInOrder() {
        RunningWorker.stopShared();
        RunningWorker stopped = RunningWorker.start();
        Gate gate = new Gate();
        contacts.onRequest(1, gate.before(contacts));

        publish(change(connection, CREATED, 1));
        gate.awaitReached(connection, 1);
        Thread stopping = Thread.startVirtualThread(stopped::close);
        gate.open();
        await().atMost(Duration.ofSeconds(60)).until(() -> !stopping.isAlive());
        RunningWorker.shared();

        assertThat(Seen.awaitLast(connection, COMPLETED).records()).isEqualTo(250);
        assertThat(recordIdsWithoutTheRepeatedPage()).isEqualTo(contacts.ids());
    }

    @Test
    void anotherWorkerTakesOverWithinThirtySecondsWhereOneWasKilled() throws Exception {
        RunningWorker.stopShared();
        Process killed = RunningWorker.startProcess();
        Gate gate = new Gate();
        contacts.onRequest(1, gate.before(contacts));
        try {
            publish(change(connection, CREATED, 1));
            gate.awaitReached(connection, 1);
            RunningWorker.shared();
        } finally {
            killed.destroyForcibly().waitFor();
        }
        Instant dead = Instant.now();
        gate.open();

        await().atMost(TAKE_OVER.plusSeconds(30)).until(() -> contacts.requests().size() > 2);
        Duration taken = Duration.between(dead, Instant.now());
        assertThat(Seen.awaitLast(connection, COMPLETED).records()).isEqualTo(250);
        assertThat(taken).isLessThan(TAKE_OVER);
        assertThat(Seen.recordIds(connection)).isEqualTo(contacts.ids());
    }

    @Test
    void waitsWhileKafkaIsSilentAndLosesNothing() {
        RunningWorker.stopShared();
        Gate gate = new Gate();
        contacts.onRequest(1, gate.before(contacts));
        try (RunningWorker impatient = RunningWorker.start(GIVES_UP_ON_KAFKA_SOON)) {
            publish(change(connection, CREATED, 1));
            gate.awaitReached(connection, 1);
            BackingServices.kafka().freeze();
            try {
                gate.open();
                await().atMost(Duration.ofSeconds(60))
                        .until(() -> "kafka_unavailable".equals(reasonInTheDatabase()));
            } finally {
                BackingServices.kafka().thaw();
            }

            assertThat(Seen.awaitLast(connection, COMPLETED).records()).isEqualTo(250);
            assertThat(Set.copyOf(Seen.recordIds(connection)))
                    .isEqualTo(Set.copyOf(contacts.ids()));
        }
    }

    @Test
    void saysSoWhereKafkaIsSilentBeforeARunHasBegun() {
        RunningWorker.stopShared();
        try (RunningWorker impatient = RunningWorker.start(GIVES_UP_ON_KAFKA_SOON)) {
            publish(change(connection, CREATED, 1));
            Seen.awaitLast(connection, COMPLETED);
            BackingServices.kafka().freeze();
            try {
                triggerARun(impatient);
                await().atMost(Duration.ofSeconds(60))
                        .until(() -> reasonsInTheDatabase().contains("kafka_unavailable"));
            } finally {
                BackingServices.kafka().thaw();
            }

            await().atMost(Duration.ofSeconds(60)).until(() -> endsAnew());
            assertThat(Set.copyOf(reasonsInTheDatabase())).containsExactly("");
        }
    }

    /** Once the first run's end is in the database too. */
    private void triggerARun(RunningWorker worker) {
        Api api = new Api(worker.port());
        String trigger = "/api/syncs/" + SyncsIT.id(connection) + "/trigger";
        await().atMost(Duration.ofSeconds(60)).until(() -> api.post(trigger, "").status() == 202);
    }

    private boolean endsAnew() {
        List<SyncRun> events = Seen.runs(connection);
        return events.stream().map(SyncRun::run).distinct().count() == 2
                && events.getLast().kind() == COMPLETED;
    }

    private List<String> reasonsInTheDatabase() {
        return Stand.sql()
                .sql("select coalesce(reason_code, '') from sync.run where connection = ?")
                .param(connection.encoded())
                .query(String.class)
                .list();
    }

    private String reasonInTheDatabase() {
        return Stand.sql()
                .sql("select coalesce(reason_code, '') from sync.run where connection = ?")
                .param(connection.encoded())
                .query(String.class)
                .single();
    }

    private List<String> withPageTwoTwice() {
        List<String> ids = new ArrayList<>(contacts.ids().subList(0, 200));
        ids.addAll(contacts.ids().subList(100, 250));
        return ids;
    }

    private List<String> recordIdsWithoutTheRepeatedPage() {
        List<String> ids = Seen.recordIds(connection);
        return ids.equals(withPageTwoTwice()) ? contacts.ids() : ids;
    }

    private static List<Long> fencesOf(List<CloudEvent> records) {
        return records.stream()
                .map(record -> Long.parseLong(record.extensions().get("syncfence")))
                .toList();
    }

    /** What a take-over does first; returns the fence that is lost by it. */
    private long raiseTheFence() {
        return Stand.sql()
                .sql(
                        """
                        update sync.run set fence = fence + 1 where connection = ?
                        returning fence - 1\
                        """)
                .param(connection.encoded())
                .query(Long.class)
                .single();
    }

    private void failTheFirstCheckpointOfPageTwo() {
        Refusal.of(
                Stand.sql(),
                "checkpoints",
                "update on sync.run",
                "new.connection = '%s' and old.pages = 1 and new.pages = 2"
                        .formatted(connection.encoded()),
                1,
                "57P01",
                "the server goes down");
    }
}
