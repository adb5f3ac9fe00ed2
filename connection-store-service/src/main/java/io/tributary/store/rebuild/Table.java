package io.tributary.store.rebuild;

import org.springframework.jdbc.core.JdbcTemplate;

import java.util.List;

/**
 * A table that is derived, and compared.
 *
 * @param key its primary key
 * @param shown what names a row to people, beside the key
 * @param columns that are compared; none for all
 */
record Table(String name, List<String> key, List<String> shown, List<String> columns) {

    static final List<Table> COMPARED =
            List.of(
                    new Table("connection", List.of("id"), List.of("key"), List.of()),
                    new Table(
                            "history",
                            List.of("partition", "offset", "n"),
                            List.of("connection", "version", "ce_type"),
                            List.of()),
                    new Table(
                            "parked", List.of("partition", "offset"), List.of("reason"), List.of()),
                    // When one is due, and how often it was asked, is a clock's doing.
                    new Table(
                            "question",
                            List.of("connection"),
                            List.of(),
                            List.of("connection", "environment", "partition", "raised")),
                    new Table(
                            "applied",
                            List.of("topic_id", "partition"),
                            List.of(),
                            List.of("topic_id", "partition", "next")));

    List<String> columns(JdbcTemplate jdbc, String schema) {
        return columns.isEmpty()
                ? Sql.texts(
                        jdbc,
                        "select attname from pg_attribute where attrelid = to_regclass(?)"
                                + " and attnum > 0 and not attisdropped order by attnum",
                        Sql.name(schema, name))
                : columns;
    }
}
