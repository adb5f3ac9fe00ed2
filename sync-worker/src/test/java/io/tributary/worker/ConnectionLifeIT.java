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

import io.tributary.events.ConnectionKey;
import io.tributary.worker.stand.FakeContacts;
import io.tributary.worker.stand.FakeNango;
import io.tributary.worker.stand.Gate;
import io.tributary.worker.stand.RunningWorker;
import io.tributary.worker.stand.Seen;
import io.tributary.worker.stand.Stand;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.time.Duration;

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
        gate.awaitReached();
        publish(change(connection, BROKEN, 2));
        assertThat(Seen.awaitLast(connection, PAUSED).reason().code())
                .isEqualTo("connection_broken");
        gate.open();
        awaitNoJob();
        publish(change(connection, RECOVERED, 3));

        assertThat(Seen.awaitLast(connection, COMPLETED).records()).isEqualTo(250);
        assertThat(Seen.kinds(connection)).containsExactly(STARTED, PAUSED, STARTED, COMPLETED);
        assertThat(Seen.recordIds(connection).subList(0, 100))
                .isEqualTo(contacts.ids().subList(0, 100));
        assertThat(Seen.recordIds(connection).subList(200, 350))
                .isEqualTo(contacts.ids().subList(100, 250));
    }

    @Test
    void goesOnWhereTheConnectionRecoversBeforeTheWorkerNoticed() {
        contacts.onRequest(1, gate.before(contacts));

        publish(change(connection, CREATED, 1));
        gate.awaitReached();
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
        gate.awaitReached();
        publish(change(connection, DELETED, 2));
        assertThat(Seen.awaitLast(connection, FAILED).reason().code())
                .isEqualTo("connection_deleted");
        gate.open();

        awaitNoJob();
        assertThat(status()).isEqualTo("ended");
        assertThat(contacts.requests()).hasSize(2);
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
        gate.awaitReached();
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
        publish(change(connection, UPDATED, 6));
        await().atMost(Duration.ofSeconds(60)).until(() -> version() == 6);
        gate.open();

        assertThat(status()).isEqualTo("paused");
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
        await().atMost(Duration.ofSeconds(60))
                .until(
                        () ->
                                Stand.sql()
                                        .sql(
                                                """
                                                select count(*) from sync.scheduled_tasks
                                                join sync.run on id::text = task_instance
                                                where connection = ?\
                                                """)
                                        .param(connection.encoded())
                                        .query(Integer.class)
                                        .single(),
                        jobs -> jobs == 0);
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
