package io.tributary.backing;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.regex.Pattern;

/**
 * One database as the services expect it: schema {@code connections} owned by role {@code
 * connections} (the store), schema {@code sync} owned by role {@code sync} (the worker), each role
 * with its own schema as search path and no right in the other's. The store's role may make further
 * schemas, as its rebuild does.
 */
public record TributaryDatabase(String name, Login connections, Login sync, Login superuser) {
    private static final Pattern PLAIN_NAME = Pattern.compile("[a-z][a-z0-9_]{0,62}");

    public TributaryDatabase {
        if (!PLAIN_NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "name must be lower case letters, digits and _: " + name);
        }
    }

    /** The passwords of the two roles; roles belong to the server, not to one database. */
    public record Passwords(String connections, String sync) {
        @Override
        public String toString() {
            return "Passwords[***]";
        }
    }

    /**
     * Makes what is missing of database, roles and schemas, and sets the passwords; may be called
     * again at every start.
     *
     * @throws BackingServiceException when the server refuses
     */
    public static TributaryDatabase prepare(Postgres postgres, String name, Passwords passwords) {
        var database =
                new TributaryDatabase(
                        name,
                        postgres.login(name, "connections", passwords.connections()),
                        postgres.login(name, "sync", passwords.sync()),
                        postgres.superuser(name));
        prepare(database, postgres.superuser("postgres"), passwords);
        return database;
    }

    /**
     * The same through a login to the server's own database.
     *
     * @throws BackingServiceException when the server refuses
     */
    public static void prepare(TributaryDatabase database, Login server, Passwords passwords) {
        String name = database.name();
        try {
            try (Connection outside = server.connect()) {
                role(outside, "connections", passwords.connections());
                role(outside, "sync", passwords.sync());
                if (!exists(outside, "select 1 from pg_database where datname = '" + name + "'")) {
                    execute(outside, "create database " + name);
                }
            }
            try (Connection inside = database.superuser().connect()) {
                execute(inside, "revoke all on database " + name + " from public");
                schema(inside, name, "connections");
                // A rebuild derives into a schema of its own.
                execute(inside, "grant create on database " + name + " to connections");
                schema(inside, name, "sync");
            }
        } catch (SQLException e) {
            throw new BackingServiceException("Cannot prepare database " + name, e);
        }
    }

    private static void role(Connection server, String role, String password) throws SQLException {
        if (!exists(server, "select 1 from pg_roles where rolname = '" + role + "'")) {
            execute(server, "create role " + role + " login");
        }
        try (Statement statement = server.createStatement()) {
            String quoted = statement.enquoteLiteral(password);
            statement.execute("alter role " + role + " password " + quoted);
        }
    }

    private static void schema(Connection inside, String name, String role) throws SQLException {
        execute(inside, "grant connect on database " + name + " to " + role);
        execute(inside, "create schema if not exists " + role + " authorization " + role);
        execute(
                inside,
                "alter role " + role + " in database " + name + " set search_path = " + role);
    }

    private static boolean exists(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            return rows.next();
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
