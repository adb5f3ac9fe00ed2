package io.tributary.worker.run;

import io.tributary.events.ConnectionKey;

import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.migration.Context;
import org.flywaydb.core.api.migration.JavaMigration;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;

/** Makes the syncs of runs that are older than them; SQL cannot derive their ids. */
@Component
class SyncsOfRuns implements JavaMigration {

    @Override
    public MigrationVersion getVersion() {
        return MigrationVersion.fromVersion("5.1");
    }

    @Override
    public String getDescription() {
        return "syncs of runs";
    }

    @Override
    public @Nullable Integer getChecksum() {
        return null;
    }

    @Override
    public boolean canExecuteInTransaction() {
        return true;
    }

    @Override
    public void migrate(Context context) throws SQLException {
        try (Statement read = context.getConnection().createStatement();
                ResultSet latest =
                        read.executeQuery(
                                """
                                select distinct on (connection, model) connection, model, id
                                from sync.run order by connection, model, created_at desc, id desc\
                                """);
                PreparedStatement made =
                        context.getConnection()
                                .prepareStatement(
                                        """
                                        insert into sync.sync (id, connection, model, run)
                                        values (?, ?, ?, ?) on conflict do nothing\
                                        """)) {
            while (latest.next()) {
                String connection = latest.getString("connection");
                String model = latest.getString("model");
                made.setObject(1, new SyncKey(ConnectionKey.parse(connection), model).id());
                made.setString(2, connection);
                made.setString(3, model);
                made.setObject(4, latest.getObject("id", UUID.class));
                made.executeUpdate();
            }
        }
    }
}
