package io.tributary.store.inbox;

/**
 * Why an input was put aside.
 *
 * @param code for programs
 * @param detail for the operator; names the rule, never the content
 */
public record Reason(String code, String detail) {

    /** PostgreSQL would not take what follows from it. */
    public static Reason refusedByDatabase(String sqlState) {
        return new Reason("refused-by-database", "SQLSTATE " + sqlState);
    }
}
