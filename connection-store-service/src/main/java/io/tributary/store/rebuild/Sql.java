package io.tributary.store.rebuild;

import org.springframework.jdbc.core.JdbcTemplate;

import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** Names in statements that are put together. */
final class Sql {

    private Sql() {}

    static String name(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    static String name(String schema, String table) {
        return name(schema) + '.' + name(table);
    }

    static String text(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    /** {@code a."x", a."y"}. */
    static String columns(String alias, Collection<String> columns) {
        return columns.stream()
                .map(column -> alias + '.' + name(column))
                .collect(Collectors.joining(", "));
    }

    static boolean isTrue(JdbcTemplate jdbc, String query, Object... arguments) {
        return Boolean.TRUE.equals(jdbc.queryForObject(query, Boolean.class, arguments));
    }

    /** The first column of every row; none of them is null. */
    static List<String> texts(JdbcTemplate jdbc, String query, Object... arguments) {
        return jdbc.query(query, (row, _) -> row.getString(1), arguments);
    }
}
