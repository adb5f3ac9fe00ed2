package io.tributary.worker.endurance;

import io.tributary.backing.Login;
import io.tributary.events.ConnectionKey;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** A run whose row is locked, so that its worker gets no page further. */
final class HeldRun implements AutoCloseable {

    private final Connection transaction;
    private final long pages;

    private HeldRun(Connection transaction, long pages) {
        this.transaction = transaction;
        this.pages = pages;
    }

    static HeldRun of(Login login, ConnectionKey connection) {
        try {
            Connection transaction = login.connect();
            transaction.setAutoCommit(false);
            try (PreparedStatement lock =
                    transaction.prepareStatement(
                            """
                            select pages from sync.run
                            where connection = ? and status = 'running' for update\
                            """)) {
                lock.setString(1, connection.encoded());
                try (ResultSet row = lock.executeQuery()) {
                    row.next();
                    return new HeldRun(transaction, row.getLong(1));
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the run cannot be held", e);
        }
    }

    /** How many are checkpointed, and so the number of the one that is under way. */
    long pages() {
        return pages;
    }

    @Override
    public void close() {
        try {
            transaction.close();
        } catch (SQLException e) {
            throw new IllegalStateException("the run cannot be let go", e);
        }
    }
}
