package io.tributary.worker.run;

import static io.tributary.worker.stand.Stand.aConnection;
import static io.tributary.worker.stand.Stand.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.events.ConnectionKey;
import io.tributary.worker.stand.Api;
import io.tributary.worker.stand.RunningWorker;
import io.tributary.worker.stand.Stand;

import org.flywaydb.core.api.configuration.Configuration;
import org.flywaydb.core.api.migration.Context;
import org.junit.jupiter.api.Test;

import java.sql.Connection;
import java.sql.DriverManager;
import java.util.UUID;

/** Runs that were made before there were syncs have theirs after the migration. */
class SyncsOfRunsIT {

    @Test
    void makesTheSyncOfTheLatestRunOfEach() throws Exception {
        Api api = new Api(RunningWorker.shared().port());
        ConnectionKey connection = aConnection();
        run(connection, "2 hours");
        UUID latest = run(connection, "1 hour");
        var login = Stand.DATABASE.superuser();

        try (Connection database =
                DriverManager.getConnection(login.jdbcUrl(), login.user(), login.password())) {
            new SyncsOfRuns().migrate(on(database));
            new SyncsOfRuns().migrate(on(database));
        }

        UUID id = new SyncKey(connection, "Contact").id();
        assertThat(api.get("/api/syncs/" + id).json().path("run").asString())
                .isEqualTo(latest.toString());
        assertThat(api.get("/api/syncs/" + id + "/runs").json().path("runs").size()).isEqualTo(2);
    }

    private static UUID run(ConnectionKey connection, String ago) {
        UUID id = UUID.randomUUID();
        sql().sql(
                        """
                        insert into sync.run
                            (id, connection, model, trigger, status, due_at, created_at)
                        values (?, ?, 'Contact', 'created', 'completed', now(),
                            now() - ?::interval)\
                        """)
                .params(id, connection.encoded(), ago)
                .update();
        return id;
    }

    private static Context on(Connection database) {
        return new Context() {
            @Override
            public Configuration getConfiguration() {
                throw new UnsupportedOperationException("not asked for");
            }

            @Override
            public Connection getConnection() {
                return database;
            }
        };
    }
}
