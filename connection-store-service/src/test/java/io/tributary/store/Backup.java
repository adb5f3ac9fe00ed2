package io.tributary.store;

import io.tributary.backing.Login;
import io.tributary.backing.Postgres;
import io.tributary.backing.TributaryDatabase;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** A whole copy of a database, sequences included; nobody may be connected to it meanwhile. */
final class Backup {

    private final Login server;
    private final String database;
    private final String copy;

    private Backup(Login server, String database) {
        this.server = server;
        this.database = database;
        this.copy = database + "_backup";
    }

    static Backup take(Postgres postgres, TributaryDatabase database) {
        Backup backup = new Backup(postgres.superuser("postgres"), database.name());
        execute(
                backup.server,
                List.of(
                        "drop database if exists " + backup.copy,
                        "create database " + backup.copy + " template " + backup.database));
        return backup;
    }

    void restore() {
        execute(
                server,
                List.of(
                        "drop database " + database + " with (force)",
                        "create database " + database + " template " + copy));
    }

    /** As on a new server: nothing of what was there is left. */
    static void lose(TributaryDatabase database) {
        execute(
                database.superuser(),
                List.of(
                        "drop schema connections cascade",
                        "create schema connections authorization connections"));
    }

    private static void execute(Login login, List<String> statements) {
        try (Connection connection = login.connect();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
