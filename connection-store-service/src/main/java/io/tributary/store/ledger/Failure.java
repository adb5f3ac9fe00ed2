package io.tributary.store.ledger;

import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Set;

/** What a failure means for the batch; the one place where it is sorted. */
public enum Failure {
    /**
     * The data cannot be stored as they are (SQLSTATE 22, 23, and 54000, a value that is too long
     * for an index): waiting does not help. The inputs are applied one by one, and the culprit is
     * parked.
     */
    DATA,
    /** The rules, or what words their decision, threw: the input is parked, the others go on. */
    DECISION,
    /** A line of the history was there already: a bug, which must not go on. */
    CONFLICT,
    /**
     * Everything else: the server's or the way's trouble, which passes and is waited for; or the
     * machine's own, after which the container stops and the process ends. Never a reason to park.
     */
    TROUBLE;

    private static final Set<String> PASSING = Set.of("08", "40", "53", "57", "58");
    private static final String HISTORY_KEY = "history_";

    /** Sorts by the SQLSTATE of the innermost cause that has one. */
    public static Failure of(Throwable failure) {
        String state = sqlState(failure);
        if (state.startsWith("23505") && violated(failure).startsWith(HISTORY_KEY)) {
            return CONFLICT;
        }
        return state.startsWith("22") || state.startsWith("23") || state.equals("54000")
                ? DATA
                : TROUBLE;
    }

    /**
     * Sorts what was thrown while nothing but memory was at work. A stack that overflowed is the
     * input's doing; a heap that is full, or any other trouble of the machine, need not be.
     */
    static Failure ofDecision(Throwable failure) {
        return failure instanceof RuntimeException || failure instanceof StackOverflowError
                ? DECISION
                : TROUBLE;
    }

    /**
     * Whether it is the kind of trouble that passes by itself (SQLSTATE 08, 40, 53, 57, 58), and
     * not, say, a wrong password.
     */
    public static boolean passes(Throwable failure) {
        String state = sqlState(failure);
        return PASSING.contains(state.substring(0, 2))
                || sqlException(failure) instanceof SQLTransientConnectionException;
    }

    /** Five characters, or "none". */
    static String sqlState(Throwable failure) {
        SQLException found = sqlException(failure);
        String state = found == null ? null : found.getSQLState();
        return state == null ? "none" : state;
    }

    private static String violated(Throwable failure) {
        ServerErrorMessage message =
                sqlException(failure) instanceof PSQLException e ? e.getServerErrorMessage() : null;
        String constraint = message == null ? null : message.getConstraint();
        return constraint == null ? "" : constraint;
    }

    private static @Nullable SQLException sqlException(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            // A batch's own exception hides the server's message in the next one.
            if (cause instanceof SQLException sql) {
                SQLException next = sql.getNextException();
                return next == null || sql instanceof PSQLException ? sql : next;
            }
        }
        return null;
    }
}
