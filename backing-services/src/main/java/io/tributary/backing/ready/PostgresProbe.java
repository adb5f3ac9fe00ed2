package io.tributary.backing.ready;

import io.tributary.backing.Login;
import io.tributary.backing.Postgres;

import java.sql.Connection;
import java.sql.SQLException;

/** Whether a server takes logins and answers a query. */
public final class PostgresProbe {
    private static final int SECONDS = 2;

    private PostgresProbe() {}

    /** One look, of a few seconds at most. */
    public static boolean answers(Postgres postgres) {
        if (!PortProbe.answers("127.0.0.1:" + postgres.port())) {
            return false;
        }
        Login login = postgres.superuser("postgres");
        try (Connection connection = login.connect()) {
            return connection.isValid(SECONDS);
        } catch (SQLException _) {
            return false;
        }
    }
}
