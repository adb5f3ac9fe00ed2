package io.tributary.worker;

import static io.tributary.events.ConnectionChange.Kind.CREATED;
import static io.tributary.events.SyncRun.Kind.COMPLETED;
import static io.tributary.worker.stand.Stand.NANGO;
import static io.tributary.worker.stand.Stand.aConnection;
import static io.tributary.worker.stand.Stand.change;
import static io.tributary.worker.stand.Stand.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.backing.BackingServices;
import io.tributary.backing.Login;
import io.tributary.backing.Postgres;
import io.tributary.events.ConnectionKey;
import io.tributary.worker.stand.RunningWorker;
import io.tributary.worker.stand.Seen;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.Map;

/** A worker that is there before its database is. */
@Timeout(480)
class LatePostgresIT {

    @Test
    void isNotReadyUntilItIsThereAndPullsThen() {
        RunningWorker.stopShared();
        ConnectionKey connection = aConnection();
        NANGO.connection(connection.connectionId(), 250);
        try (Postgres postgres = BackingServices.freshPostgres()) {
            Login login = BackingServices.database(postgres).sync();
            postgres.stop();
            try (RunningWorker early = RunningWorker.start(at(login))) {
                int readyBefore = early.readiness();
                publish(change(connection, CREATED, 1));

                postgres.restart();

                assertThat(Seen.awaitLast(connection, COMPLETED).records()).isEqualTo(250);
                assertThat(readyBefore).isEqualTo(503);
                assertThat(early.readiness()).isEqualTo(200);
            }
        }
    }

    private static Map<String, String> at(Login login) {
        return Map.of(
                "spring.datasource.url", login.jdbcUrl(),
                "spring.datasource.username", login.user(),
                "spring.datasource.password", login.password(),
                "spring.datasource.hikari.connection-timeout", "2000",
                "tributary.worker.trigger.group", "late-postgres");
    }
}
