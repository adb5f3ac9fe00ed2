package io.tributary.benchmarks.store;

import io.tributary.backing.Login;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * The plainest way to the same rows: for every input one upsert of its connection's row as the
 * stores left it, 500 inputs per transaction, rewritten by the driver into statements of many rows.
 * Reads no inbox, decides nothing, keeps no history, publishes nothing.
 */
final class PlainUpsert implements AutoCloseable {

    private static final int BATCH = 500;

    private final Login database;
    private final List<String> columns = new ArrayList<>();
    private final Map<UUID, Object[]> rows = new HashMap<>();
    private final List<Connection> writers = new ArrayList<>();

    /**
     * Takes the rows out of the stores' table, into a table of the same shape.
     *
     * @param writers the most that write at a time; their connections stay open until the end
     */
    PlainUpsert(Login database, int writers) throws SQLException {
        this.database = database;
        for (int i = 0; i < writers; i++) {
            this.writers.add(connect());
        }
        try (Statement statement = this.writers.getFirst().createStatement()) {
            statement.execute("drop table if exists plain");
            statement.execute("create table plain (like connection including all)");
            try (ResultSet found = statement.executeQuery("select * from connection")) {
                int count = found.getMetaData().getColumnCount();
                for (int i = 1; i <= count; i++) {
                    columns.add(found.getMetaData().getColumnName(i));
                }
                while (found.next()) {
                    Object[] values = new Object[count];
                    for (int i = 0; i < count; i++) {
                        values[i] = found.getObject(i + 1);
                    }
                    rows.put(found.getObject("id", UUID.class), values);
                }
            }
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(
                database.jdbcUrl() + "?reWriteBatchedInserts=true&currentSchema=connections",
                database.user(),
                database.password());
    }

    /**
     * @param inputs the connection of each, in order
     * @param count how many writers, each with its own share of the rows
     * @return inputs per second
     */
    double run(List<UUID> inputs, int count) throws Exception {
        try (Statement statement = writers.getFirst().createStatement()) {
            statement.execute("truncate plain");
        }
        List<List<UUID>> shares = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            shares.add(new ArrayList<>());
        }
        inputs.forEach(id -> shares.get(Math.floorMod(id.hashCode(), count)).add(id));
        try (ExecutorService threads = Executors.newFixedThreadPool(count)) {
            long start = System.nanoTime();
            List<Callable<Void>> work = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                Connection writer = writers.get(i);
                List<UUID> share = shares.get(i);
                work.add(
                        () -> {
                            write(writer, share);
                            return null;
                        });
            }
            for (Future<Void> done : threads.invokeAll(work)) {
                done.get();
            }
            return inputs.size() / ((System.nanoTime() - start) / 1e9);
        }
    }

    private void write(Connection connection, List<UUID> inputs) throws SQLException {
        connection.setAutoCommit(false);
        try (PreparedStatement upsert = connection.prepareStatement(sql())) {
            for (int from = 0; from < inputs.size(); from += BATCH) {
                upsert(upsert, inputs.subList(from, Math.min(from + BATCH, inputs.size())));
                connection.commit();
            }
        }
        connection.setAutoCommit(true);
    }

    @Override
    public void close() throws SQLException {
        for (Connection writer : writers) {
            writer.close();
        }
    }

    /** One statement may not touch a row twice: a connection's last input of the batch counts. */
    private void upsert(PreparedStatement upsert, List<UUID> batch) throws SQLException {
        for (Object[] values : distinct(batch)) {
            for (int i = 0; i < values.length; i++) {
                upsert.setObject(i + 1, values[i]);
            }
            upsert.addBatch();
        }
        upsert.executeBatch();
    }

    private Collection<Object[]> distinct(List<UUID> batch) {
        Map<UUID, Object[]> distinct = new LinkedHashMap<>();
        for (UUID id : batch) {
            Object[] row = rows.get(id);
            if (row == null) {
                throw new IllegalStateException("the stores have no row of an input's connection");
            }
            distinct.put(id, row);
        }
        return distinct.values();
    }

    private String sql() {
        String set =
                String.join(
                        ", ",
                        columns.stream()
                                .filter(column -> !column.equals("id"))
                                .map(column -> column + " = excluded." + column)
                                .toList());
        return "insert into plain (%s) values (%s) on conflict (id) do update set %s"
                .formatted(
                        String.join(", ", columns),
                        String.join(", ", columns.stream().map(_ -> "?").toList()),
                        set);
    }
}
