package io.tributary.local.process;

import io.tributary.backing.Login;
import io.tributary.backing.PostgresSettings;
import io.tributary.backing.embedded.EmbeddedPostgres;
import io.tributary.backing.process.ChildProcess;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * The database server.
 *
 * @param prepare makes roles and schemas, once the server answers
 */
public record PostgresPart(PostgresSettings settings, Login superuser, Runnable prepare)
        implements Part {
    private static final int SECONDS = 2;

    @Override
    public String name() {
        return "PostgreSQL";
    }

    @Override
    public ChildProcess launch() {
        return EmbeddedPostgres.launched(settings).process();
    }

    @Override
    public boolean answers() {
        try (Connection connection = superuser.connect()) {
            return connection.isValid(SECONDS);
        } catch (SQLException _) {
            return false;
        }
    }

    @Override
    public void firstReady() {
        prepare.run();
    }
}
