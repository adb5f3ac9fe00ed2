package io.tributary.worker;

import static io.tributary.events.ConnectionChange.Kind.CREATED;
import static io.tributary.events.SyncRun.Kind.COMPLETED;
import static io.tributary.worker.stand.Stand.NANGO;
import static io.tributary.worker.stand.Stand.aConnection;
import static io.tributary.worker.stand.Stand.change;
import static io.tributary.worker.stand.Stand.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tributary.backing.BackingServices;
import io.tributary.backing.Login;
import io.tributary.backing.Postgres;
import io.tributary.events.ConnectionKey;
import io.tributary.worker.stand.FakeContacts;
import io.tributary.worker.stand.Gate;
import io.tributary.worker.stand.RunningWorker;
import io.tributary.worker.stand.Seen;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * PostgreSQL is away for longer than a worker may miss its beats, with a request open meanwhile.
 */
@Timeout(480)
class OutageIT {

    /** Of a lease, by default settings, and a bit. */
    private static final Duration OUTAGE = Duration.ofSeconds(13);

    /** In which a worker that was dead would be taken for dead. */
    private static final Duration AFTERWARDS = Duration.ofSeconds(25);

    @Test
    void nobodyAsksForAPageWhoseRequestIsStillOpen() {
        RunningWorker.stopShared();
        ConnectionKey connection = aConnection();
        FakeContacts contacts = NANGO.connection(connection.connectionId(), 250);
        Gate gate = new Gate();
        contacts.onRequest(1, gate.before(contacts));
        List<RunningWorker> workers = new ArrayList<>();
        try (Postgres postgres = BackingServices.freshPostgres()) {
            Login login = BackingServices.database(postgres).sync();
            // Whoever pulls, the others look for the dead at different moments.
            for (int i = 0; i < 3; i++) {
                workers.add(RunningWorker.start(at(login)));
            }
            workers.getFirst().awaitConsuming();
            publish(change(connection, CREATED, 1));
            gate.awaitReached();

            postgres.stop();
            pass(OUTAGE);
            postgres.restart();
            pass(AFTERWARDS);
            int whileOpen = contacts.requests().size();
            gate.open();

            assertThat(Seen.awaitLast(connection, COMPLETED).records()).isEqualTo(250);
            assertThat(whileOpen).isEqualTo(2);
            assertThat(Seen.recordIds(connection)).containsAll(contacts.ids());
            workers.forEach(RunningWorker::close);
        }
    }

    private static Map<String, String> at(Login login) {
        return Map.of(
                "spring.datasource.url", login.jdbcUrl(),
                "spring.datasource.username", login.user(),
                "spring.datasource.password", login.password(),
                "tributary.worker.trigger.group", "outage");
    }

    private static void pass(Duration time) {
        await().pollDelay(time).atMost(time.plusSeconds(10)).until(() -> true);
    }
}
