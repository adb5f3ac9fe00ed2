package io.tributary.store.rebuild;

import org.springframework.jdbc.core.JdbcTemplate;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The tables that the stores work on. */
final class Live {

    private final JdbcTemplate jdbc;
    private final String schema;

    Live(JdbcTemplate jdbc, String schema) {
        this.jdbc = jdbc;
        this.schema = schema;
    }

    /**
     * How far the derivation of a partition is.
     *
     * @param began the offset that it began with
     * @param next the first offset not applied
     */
    record Reach(long began, long next) {}

    String schema() {
        return schema;
    }

    /** Whether there is anything to compare with. */
    boolean isThere() {
        return has("applied")
                && Sql.isTrue(jdbc, "select exists (select from %s)".formatted(table("applied")));
    }

    private boolean has(String table) {
        return Sql.isTrue(jdbc, "select to_regclass(?) is not null", table(table));
    }

    /**
     * @throws Refusal if its tables are not as this version's migrations make them
     */
    void confirmSameMigrations(List<String> ours) {
        List<String> theirs = Shadow.migrations(jdbc, schema);
        if (!theirs.equals(ours)) {
            throw new Refusal(
                    "schema %s has the migrations %s, this version brings %s: rebuild with the jar"
                                    .formatted(schema, theirs, ours)
                            + " that the stores run, or start a store of this version first");
        }
    }

    /** By partition; empty if nothing was ever applied. */
    Map<Integer, Reach> reaches() {
        Map<Integer, Reach> reaches = new TreeMap<>();
        jdbc.query(
                "select partition, began, next from " + table("applied"),
                row -> {
                    reaches.put(row.getInt(1), new Reach(row.getLong(2), row.getLong(3)));
                });
        return reaches;
    }

    /** By partition, before what offset everything is surely published. */
    Map<Integer, Long> published() {
        Map<Integer, Long> published = new TreeMap<>();
        jdbc.query(
                "select partition, published from " + table("applied"),
                row -> {
                    published.put(row.getInt(1), row.getLong(2));
                });
        return published;
    }

    List<String> topicIds() {
        return Sql.texts(jdbc, "select distinct topic_id from " + table("applied"));
    }

    /** Of the tables and of every connection in them. */
    int highestGeneration() {
        Integer highest =
                jdbc.queryForObject(
                        "select greatest(number, (select max(generation) from %s)) from %s"
                                .formatted(table("connection"), table("generation")),
                        Integer.class);
        return highest == null ? 0 : highest;
    }

    Generation generation() {
        return Generation.of(jdbc, schema);
    }

    private String table(String name) {
        return Sql.name(schema, name);
    }
}
