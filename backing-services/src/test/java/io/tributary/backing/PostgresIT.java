package io.tributary.backing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;

/** Whatever leg runs: the server keeps address, data and rights over each kind of end. */
class PostgresIT {
    static Postgres postgres;
    TributaryDatabase database;

    @BeforeAll
    static void start() {
        postgres = BackingServices.freshPostgres();
    }

    @AfterAll
    static void close() {
        postgres.close();
        assertThat(postgres.running()).isFalse();
    }

    @BeforeEach
    void row() throws SQLException {
        database = BackingServices.database(postgres);
        execute(database.connections(), "create table kept(n int)");
        execute(database.connections(), "insert into kept values (1)");
    }

    @Test
    void keepsDataOverARestart() throws SQLException {
        postgres.restart();

        assertThat(count("kept")).isEqualTo(1);
    }

    @Test
    void keepsWhatWasCommittedOverKill() throws SQLException {
        postgres.kill();

        assertThat(postgres.running()).isFalse();
        postgres.restart();
        assertThat(count("kept")).isEqualTo(1);
    }

    @Test
    void stopDoesNotWaitForClients() throws SQLException {
        try (Connection _ = database.connections().connect()) {
            postgres.stop();

            assertThat(postgres.running()).isFalse();
        }
        postgres.restart();
        assertThat(count("kept")).isEqualTo(1);
    }

    @Test
    void answersNobodyWhileFrozen() throws SQLException {
        try (Connection open = impatient(database.connections())) {
            postgres.freeze();

            assertThat(postgres.running()).isTrue();
            assertThatThrownBy(() -> open.createStatement().execute("select 1"))
                    .hasMessageContaining("I/O error");
            assertThatThrownBy(() -> impatient(database.connections()))
                    .isInstanceOf(SQLException.class);
        }
        postgres.thaw();
        assertThat(count("kept")).isEqualTo(1);
    }

    @Test
    void eachRoleSeesOnlyItsOwnSchema() throws SQLException {
        execute(database.sync(), "create table own(n int)");

        assertThatThrownBy(() -> execute(database.sync(), "select * from connections.kept"))
                .hasMessageContaining("permission denied for schema connections");
        assertThatThrownBy(() -> execute(database.connections(), "select * from sync.own"))
                .hasMessageContaining("permission denied for schema sync");
        assertThatThrownBy(() -> execute(database.sync(), "create table public.stray(n int)"))
                .hasMessageContaining("permission denied");
        assertThatThrownBy(() -> execute(database.sync(), "create schema stray"))
                .hasMessageContaining("permission denied");
        execute(database.connections(), "create schema for_a_rebuild");
    }

    @Test
    void preparingAgainChangesNothing() throws SQLException {
        var passwords = new TributaryDatabase.Passwords("connections", "sync");

        var again = TributaryDatabase.prepare(postgres, database.name(), passwords);

        assertThat(again).isEqualTo(database);
        assertThat(count("kept")).isEqualTo(1);
    }

    private long count(String table) throws SQLException {
        try (Connection connection = database.connections().connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select count(*) from " + table)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private static void execute(Login login, String sql) throws SQLException {
        try (Connection connection = login.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static Connection impatient(Login login) throws SQLException {
        var properties = new Properties();
        properties.setProperty("user", login.user());
        properties.setProperty("password", login.password());
        properties.setProperty("socketTimeout", "2");
        properties.setProperty("connectTimeout", "2");
        properties.setProperty("loginTimeout", "4");
        return DriverManager.getConnection(login.jdbcUrl(), properties);
    }
}
