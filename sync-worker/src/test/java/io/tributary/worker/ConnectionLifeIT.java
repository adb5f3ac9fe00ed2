package io.tributary.worker;

import static io.tributary.events.ConnectionChange.Kind.BROKEN;
import static io.tributary.events.ConnectionChange.Kind.CREATED;
import static io.tributary.events.ConnectionChange.Kind.DELETED;
import static io.tributary.events.ConnectionChange.Kind.REAUTHORIZED;
import static io.tributary.events.ConnectionChange.Kind.RECOVERED;
import static io.tributary.events.ConnectionChange.Kind.UPDATED;
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

import io.tributary.events.ConnectionChange;
import io.tributary.events.ConnectionKey;
import io.tributary.events.EventCodec;
import io.tributary.events.SyncRun;
import io.tributary.worker.stand.Api;
import io.tributary.worker.stand.FakeContacts;
import io.tributary.worker.stand.FakeNango;
import io.tributary.worker.stand.Gate;
import io.tributary.worker.stand.RunningWorker;
import io.tributary.worker.stand.Seen;
import io.tributary.worker.stand.Stand;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/** What the life of a connection does to its run. */
class ConnectionLifeIT {

    private final ConnectionKey connection = aConnection();
    private final FakeContacts contacts = NANGO.connection(connection.connectionId(), 250);
    private final Gate gate = new Gate();

    @BeforeAll
    static void start() {
        RunningWorker.shared();
    }

    @Test
    void pausesWhatBreaksAndGoesOnAtItsCheckpointOnceRecovered() {
        contacts.onRequest(1, gate.before(contacts));

        publish(change(connection, CREATED, 1));
        gate.awaitReached(connection, 1);
        publish(change(connection, BROKEN, 2));
        assertThat(Seen.awaitLast(connection, PAUSED).reason().code())
                .isEqualTo("connection_broken");
        long inHand = jobVersion();
        gate.open();
        awaitLetGo();
        long whilePaused = jobVersion();
        publish(change(connection, RECOVERED, 3));

        assertThat(Seen.awaitLast(connection, COMPLETED).records()).isEqualTo(250);
        // A worker that wakes with a job of before must not take this one for it.
        assertThat(whilePaused).isGreaterThan(inHand);
        awaitNoJob();
        assertThat(Seen.kinds(connection)).containsExactly(STARTED, PAUSED, STARTED, COMPLETED);
        // Nothing of the page that came after the pause.
        assertThat(Seen.recordIds(connection)).isEqualTo(contacts.ids());
    }

    @Test
    void goesOnWhereTheConnectionRecoversBeforeTheWorkerNoticed() {
        contacts.onRequest(1, gate.before(contacts));

        publish(change(connection, CREATED, 1));
        gate.awaitReached(connection, 1);
        publish(change(connection, BROKEN, 2));
        publish(change(connection, RECOVERED, 3));
        await().atMost(Duration.ofSeconds(60)).until(() -> version() == 3);
        gate.open();

        assertThat(Seen.awaitLast(connection, COMPLETED).records()).isEqualTo(250);
    }

    @Test
    void endsWhatIsDeleted() {
        contacts.onRequest(1, gate.before(contacts));

        publish(change(connection, CREATED, 1));
        gate.awaitReached(connection, 1);
        publish(change(connection, DELETED, 2));
        assertThat(Seen.awaitLast(connection, FAILED).reason().code())
                .isEqualTo("connection_deleted");
        gate.open();

        awaitNoJob();
        assertThat(status()).isEqualTo("ended");
        assertThat(contacts.requests()).hasSize(2);
    }

    @Test
    void endsWhatIsDeletedBeforeAPageIsAnswered() {
        AtomicReference<SyncRun> ended = new AtomicReference<>();
        contacts.onRequest(
                2,
                exchange -> {
                    Gate.awaitCheckpoint(connection, 2);
                    publish(change(connection, DELETED, 2));
                    ended.set(Seen.awaitLast(connection, FAILED));
                    FakeNango.answer(exchange, 500, "{}");
                });

        publish(change(connection, CREATED, 1));
        Seen.awaitLast(connection, FAILED);
        awaitNoJob();

        assertThat(ended.get().pages()).isEqualTo(2);
        assertThat(Seen.recordIds(connection)).isEqualTo(contacts.ids().subList(0, 200));
        assertThat(contacts.requests()).hasSize(3);
    }

    @Test
    void pausesBeforeAPageIsAnsweredAndRepeatsNone() {
        AtomicReference<SyncRun> paused = new AtomicReference<>();
        contacts.onRequest(
                1,
                exchange -> {
                    Gate.awaitCheckpoint(connection, 1);
                    publish(change(connection, BROKEN, 2));
                    paused.set(Seen.awaitLast(connection, PAUSED));
                    FakeNango.answer(exchange, 500, "{}");
                });

        publish(change(connection, CREATED, 1));
        await().atMost(Duration.ofSeconds(60)).until(() -> paused.get() != null);
        awaitLetGo();
        int whilePaused = contacts.requests().size();
        publish(change(connection, RECOVERED, 3));

        assertThat(Seen.awaitLast(connection, COMPLETED).records()).isEqualTo(250);
        assertThat(whilePaused).isEqualTo(2);
        assertThat(paused.get().pages()).isEqualTo(1);
        assertThat(Seen.recordIds(connection)).isEqualTo(contacts.ids());
    }

    /** Deleted and made anew under the same key, while a page of the old one is under way. */
    @Test
    void startsAnewFromTheFirstPageWhereAnotherConnectionHasTheKey() {
        contacts.onRequest(1, gate.before(contacts));

        publish(change(connection, CREATED, 1, 1));
        gate.awaitReached(connection, 1);
        publish(change(connection, DELETED, 2, 1));
        publish(change(connection, CREATED, 3, 2));
        await().atMost(Duration.ofSeconds(60)).until(() -> waitsForTheEarlierRun());
        int whileInHand = contacts.requests().size();
        gate.open();

        SyncRun completed = Seen.awaitLast(connection, COMPLETED);
        assertThat(whileInHand).isEqualTo(2);
        assertThat(completed.records()).isEqualTo(250);
        assertThat(Seen.kinds(connection)).containsExactly(STARTED, FAILED, STARTED, COMPLETED);
        assertThat(recordIdsOf(completed)).isEqualTo(contacts.ids());
        assertThat(contacts.requests().get(2)).isEqualTo(contacts.requests().get(0));
        // One page of the deleted connection, and nothing of what came after it was deleted.
        assertThat(Seen.recordIds(connection).subList(0, 100))
                .isEqualTo(contacts.ids().subList(0, 100));
        assertThat(Seen.recordIds(connection).subList(100, 350)).isEqualTo(contacts.ids());
    }

    @Test
    void startsNothingAnewWhereARebuiltStoreTellsAgainWhatIsKnown() {
        publish(change(connection, CREATED, 1));
        Seen.awaitLast(connection, COMPLETED);
        publish(inGeneration(2, change(connection, UPDATED, 2)));
        publish(inGeneration(2, change(connection, CREATED, 3)));
        await().atMost(Duration.ofSeconds(60)).until(() -> version() == 3);

        assertThat(runs()).isEqualTo(1);
    }

    @Test
    void pullsWhatARebuiltStoreTellsOfForTheFirstTime() {
        publish(inGeneration(2, change(connection, UPDATED, 9)));

        assertThat(Seen.awaitLast(connection, COMPLETED).records()).isEqualTo(250);
    }

    @Test
    void pullsEverythingAnewWhereTheUserMendedWhatWasBroken() {
        publish(change(connection, CREATED, 1));
        Seen.awaitLast(connection, COMPLETED);
        publish(change(connection, BROKEN, 2));
        publish(change(connection, REAUTHORIZED, 3));
        await().atMost(Duration.ofSeconds(60)).until(() -> Seen.runs(connection).size() == 4);

        assertThat(Seen.kinds(connection)).containsExactly(STARTED, COMPLETED, STARTED, COMPLETED);
        assertThat(Seen.runs(connection).getLast().trigger()).isEqualTo("reauthorized");
    }

    /** The store never called it broken: the provider refused one call, not the credentials. */
    @Test
    void pullsAnewWhatFailedOnceItsUserHasGrantedWhatWasMissing() {
        contacts.onRequest(1, exchange -> FakeNango.answer(exchange, 403, "{}"));
        publish(change(connection, CREATED, 1));
        Seen.awaitLast(connection, FAILED);
        awaitNoJob();

        ConnectionChange granted = change(connection, REAUTHORIZED, 2);
        publish(granted);
        publish(granted);

        SyncRun completed = Seen.awaitLast(connection, COMPLETED);
        assertThat(completed.trigger()).isEqualTo("reauthorized");
        assertThat(recordIdsOf(completed)).isEqualTo(contacts.ids());
        publish(change(connection, REAUTHORIZED, 3));
        await().atMost(Duration.ofSeconds(60)).until(() -> version() == 3);
        assertThat(Seen.kinds(connection)).containsExactly(STARTED, FAILED, STARTED, COMPLETED);
        assertThat(runs()).isEqualTo(2);
    }

    @Test
    void mendsNothingThatAnOperatorPausedUntilOneResumesIt() {
        contacts.onRequest(1, exchange -> FakeNango.answer(exchange, 403, "{}"));
        publish(change(connection, CREATED, 1));
        Seen.awaitLast(connection, FAILED);
        awaitNoJob();
        Api api = new Api(RunningWorker.shared().port());
        String sync = "/api/syncs/" + SyncsIT.id(connection);
        api.post(sync + "/pause", "");

        publish(change(connection, REAUTHORIZED, 2));

        assertThat(Seen.awaitLast(connection, PAUSED).reason().code()).isEqualTo("operator_paused");
        assertThat(contacts.requests()).hasSize(2);
        api.post(sync + "/resume", "");
        assertThat(Seen.awaitLast(connection, COMPLETED).records()).isEqualTo(250);
    }

    /** Nobody would say that it recovered. */
    @Test
    void goesOnByItselfWhereWhatIsNotBrokenWasRejectedOnce() {
        contacts.onRequest(1, exchange -> FakeNango.answer(exchange, 401, "{}"));

        publish(change(connection, CREATED, 1));

        assertThat(Seen.awaitLast(connection, COMPLETED).records()).isEqualTo(250);
        assertThat(Seen.kinds(connection)).containsExactly(STARTED, COMPLETED);
        assertThat(Seen.recordIds(connection)).isEqualTo(contacts.ids());
    }

    @Test
    void goesOnWhereTheUserCameBackBeforeTheProvidersRefusalArrived() {
        contacts.onRequest(
                1,
                exchange -> {
                    gate.pass();
                    FakeNango.answer(exchange, 401, "{}");
                });

        publish(change(connection, CREATED, 1));
        gate.awaitReached(connection, 1);
        publish(change(connection, REAUTHORIZED, 2));
        await().atMost(Duration.ofSeconds(60)).until(() -> version() == 2);
        gate.open();

        assertThat(Seen.awaitLast(connection, COMPLETED).records()).isEqualTo(250);
    }

    @Test
    void goesOnAtOnceWhenTheUserCameBackHoweverLongItWouldHaveWaited() {
        ConnectionKey unknown = aConnection();

        publish(change(unknown, CREATED, 1));
        await().atMost(Duration.ofSeconds(60)).until(() -> putOffByAnHour(unknown));
        NANGO.connection(unknown.connectionId(), 250);
        publish(change(unknown, REAUTHORIZED, 2));

        assertThat(Seen.awaitLast(unknown, COMPLETED).records()).isEqualTo(250);
    }

    @Test
    void ignoresAChangeThatIsOlderThanWhatItKnows() {
        contacts.onRequest(0, gate.before(contacts));

        publish(change(connection, CREATED, 4));
        gate.awaitReached();
        publish(change(connection, BROKEN, 5));
        Seen.awaitLast(connection, PAUSED);
        publish(change(connection, RECOVERED, 3));
        publish(change(connection, BROKEN, 6));
        await().atMost(Duration.ofSeconds(60)).until(() -> version() == 6);
        gate.open();

        assertThat(status()).isEqualTo("paused");
        assertThat(Seen.kinds(connection)).containsExactly(STARTED, PAUSED);
    }

    /** Once its run waits because Nango does not know it. */
    private static boolean putOffByAnHour(ConnectionKey connection) {
        return Stand.sql()
                        .sql(
                                """
                                update sync.scheduled_tasks
                                set execution_time = now() + interval '1 hour',
                                    version = version + 1
                                where not picked and task_instance in (
                                    select id::text from sync.run where connection = ?
                                    and status = 'running'
                                    and reason_code = 'nango_connection_unknown')\
                                """)
                        .param(connection.encoded())
                        .update()
                == 1;
    }

    private void awaitNoJob() {
        await().atMost(Duration.ofSeconds(60)).until(() -> jobs("true") == 0);
    }

    private void awaitLetGo() {
        await().atMost(Duration.ofSeconds(60)).until(() -> jobs("picked") == 0);
    }

    private int jobs(String which) {
        return Stand.sql()
                .sql(
                        """
                        select count(*) from sync.scheduled_tasks
                        join sync.run on id::text = task_instance
                        where connection = ? and\
                        """
                                + " "
                                + which)
                .param(connection.encoded())
                .query(Integer.class)
                .single();
    }

    private long jobVersion() {
        return Stand.sql()
                .sql(
                        """
                        select job.version from sync.scheduled_tasks job
                        join sync.run on id::text = task_instance where connection = ?\
                        """)
                .param(connection.encoded())
                .query(Long.class)
                .single();
    }

    private static ConnectionChange inGeneration(int generation, ConnectionChange change) {
        return new ConnectionChange(
                change.kind(),
                change.connection(),
                change.version(),
                generation,
                change.nangoId(),
                change.decision(),
                change.cause());
    }

    private List<String> recordIdsOf(SyncRun run) {
        return Seen.records(connection).stream()
                .filter(record -> run.run().toString().equals(record.extensions().get("syncrun")))
                .map(record -> EventCodec.decodeRecordChange(record).recordId())
                .toList();
    }

    private boolean waitsForTheEarlierRun() {
        return Stand.sql()
                        .sql(
                                """
                                select count(*) from sync.run where connection = ?
                                and status = 'running' and reason_code = 'earlier_run_in_hand'\
                                """)
                        .param(connection.encoded())
                        .query(Integer.class)
                        .single()
                == 1;
    }

    private int runs() {
        return Stand.sql()
                .sql("select count(*) from sync.run where connection = ?")
                .param(connection.encoded())
                .query(Integer.class)
                .single();
    }

    private String status() {
        return Stand.sql()
                .sql("select status from sync.run where connection = ?")
                .param(connection.encoded())
                .query(String.class)
                .single();
    }

    private long version() {
        return Stand.sql()
                .sql("select version from sync.connection where key = ?")
                .param(connection.encoded())
                .query(Long.class)
                .single();
    }
}
