package io.tributary.benchmarks.store;

import io.tributary.backing.Login;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** Keeps the stores from recording anything while it is closed; less than their patience. */
final class Gate implements AutoCloseable {

    private final Connection connection;

    private Gate(Connection connection) {
        this.connection = connection;
    }

    static Gate closed(Login database) throws SQLException {
        Connection connection = database.connect();
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("select from connections.applied for update");
        }
        return new Gate(connection);
    }

    @Override
    public void close() throws SQLException {
        connection.rollback();
        connection.close();
    }
}
