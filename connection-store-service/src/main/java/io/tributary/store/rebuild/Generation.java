package io.tributary.store.rebuild;

import static java.util.Objects.requireNonNull;

import io.tributary.store.decision.Rules;

import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Which derivation of the tables this is.
 *
 * @param number consumers order by it first
 * @param decision the version of the rules
 */
record Generation(int number, int decision) {

    static Generation of(JdbcTemplate jdbc, String schema) {
        return requireNonNull(
                jdbc.queryForObject(
                        "select number, decision from " + Sql.name(schema, "generation"),
                        (row, _) -> new Generation(row.getInt(1), row.getInt(2))));
    }

    /** The same rules give the same tables; others begin a new generation. */
    Generation derivedAnew() {
        return new Generation(decision == Rules.VERSION ? number : number + 1, Rules.VERSION);
    }
}
