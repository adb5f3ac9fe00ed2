package io.tributary.store.inbox;

import java.util.UUID;

/**
 * Why an input was put aside.
 *
 * @param code for programs
 * @param detail for the operator; names the rule, never the content
 */
public record Reason(String code, String detail) {

    /** The rules failed on it: a bug, which the log has the stack of. */
    public static Reason undecidable(Throwable failure) {
        return new Reason("undecidable", failure.getClass().getSimpleName());
    }

    /** What the tables have of its connection is no state: an operator has to look at the row. */
    public static Reason unreadableRow(UUID connection, String failure) {
        return new Reason(
                "unreadable-row", "table connection, id %s: %s".formatted(connection, failure));
    }

    /** PostgreSQL would not take what follows from it. */
    public static Reason refusedByDatabase(String sqlState) {
        return new Reason("refused-by-database", "SQLSTATE " + sqlState);
    }
}
