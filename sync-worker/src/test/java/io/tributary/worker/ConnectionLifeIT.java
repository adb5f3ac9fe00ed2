package io.tributary.worker;

import static io.tributary.events.ConnectionChange.Kind.BROKEN;
import static io.tributary.events.ConnectionChange.Kind.CREATED;
import static io.tributary.events.ConnectionChange.Kind.DELETED;
import static io.tributary.events.ConnectionChange.Kind.REAUTHORIZED;
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

    @Test
    void pausesWhatTheProviderRejectsUntilItsUserCameBack() {
        contacts.onRequest(1, exchange -> FakeNango.answer(exchange, 401, "{}"));

        publish(change(connection, CREATED, 1));
        assertThat(Seen.awaitLast(connection, PAUSED).reason().code())
                .isEqualTo("provider_unauthorized");
        publish(change(connection, REAUTHORIZED, 2));

        assertThat(Seen.awaitLast(connection, COMPLETED).records()).isEqualTo(250);
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
    void pausesWhatNangoDoesNotKnow() {
        ConnectionKey unknown = aConnection();

        publish(change(unknown, CREATED, 1));

        assertThat(Seen.awaitLast(unknown, PAUSED).reason().code())
                .isEqualTo("nango_connection_unknown");
    }

    @Test
    void ignoresAChangeThatIsOlderThanWhatItKnows() {
        contacts.onRequest(0, exchange -> FakeNango.answer(exchange, 401, "{}"));

        publish(change(connection, CREATED, 4));
        Seen.awaitLast(connection, PAUSED);
        publish(change(connection, RECOVERED, 3));
        publish(change(connection, RECOVERED, 5));

        Seen.awaitLast(connection, COMPLETED);
        assertThat(Seen.kinds(connection)).containsExactly(STARTED, PAUSED, STARTED, COMPLETED);
        assertThat(contacts.requests()).hasSize(4);
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
