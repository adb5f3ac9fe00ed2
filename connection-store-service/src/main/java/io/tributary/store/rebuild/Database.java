package io.tributary.store.rebuild;

import io.tributary.store.ledger.Ledger;
import io.tributary.store.question.QuestionBook;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

import java.sql.Connection;
import java.sql.SQLException;

import javax.sql.DataSource;

/**
 * The one connection on which everything is derived, compared and swapped: names without a schema
 * are those of the derived tables, as long as this lives nobody else derives into them.
 */
final class Database implements AutoCloseable {

    private final SingleConnectionDataSource connection;
    private final JdbcTemplate jdbc;
    private final DataSourceTransactionManager transactions;

    private Database(SingleConnectionDataSource connection) {
        this.connection = connection;
        this.jdbc = new JdbcTemplate(connection);
        this.transactions = new DataSourceTransactionManager(connection);
    }

    /**
     * @throws Refusal if another rebuild derives into the same schema
     */
    static Database open(DataSource pool, String schema) {
        Database database = new Database(new SingleConnectionDataSource(connect(pool), true));
        try {
            database.settle(schema);
            return database;
        } catch (RuntimeException e) {
            database.close();
            throw e;
        }
    }

    private static Connection connect(DataSource pool) {
        try {
            Connection connection = pool.getConnection();
            // A comparison of everything takes as long as it takes.
            connection.setNetworkTimeout(Runnable::run, 0);
            return connection;
        } catch (SQLException e) {
            throw new Refusal("the database cannot be reached: " + e.getMessage());
        }
    }

    private void settle(String schema) {
        jdbc.execute("set search_path to " + Sql.name(schema));
        jdbc.execute("set statement_timeout to 0");
        jdbc.execute("set lock_timeout to '60s'");
        jdbc.execute("set idle_in_transaction_session_timeout to '120s'");
        // How rows are written as text, and with it their hash, is not the server's to choose.
        jdbc.execute("set bytea_output to 'hex'");
        jdbc.execute("set timezone to 'UTC'");
        Boolean alone =
                jdbc.queryForObject(
                        "select pg_try_advisory_lock(hashtextextended('tributary rebuild ' || ?,"
                                + " 0))",
                        Boolean.class,
                        schema);
        if (!Boolean.TRUE.equals(alone)) {
            throw new Refusal(
                    "another rebuild derives into schema %s at this moment; wait for it, or take"
                                    .formatted(schema)
                            + " another one with --schema");
        }
    }

    JdbcTemplate jdbc() {
        return jdbc;
    }

    /** What records into the derived tables. */
    Ledger ledger() {
        return new Ledger(jdbc, new QuestionBook(jdbc), transactions);
    }

    /** One transaction that sees everything else as it was when it began. */
    TransactionTemplate atOnePoint() {
        TransactionTemplate transaction = new TransactionTemplate(transactions);
        transaction.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        return transaction;
    }

    /** All of it or nothing; part of the transaction that is open, if there is one. */
    void inOne(Runnable work) {
        new TransactionTemplate(transactions).executeWithoutResult(_ -> work.run());
    }

    @Override
    public void close() {
        connection.destroy();
    }
}
