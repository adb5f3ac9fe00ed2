package io.tributary.worker.database;

import org.jspecify.annotations.Nullable;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Set;

/** Which trouble with PostgreSQL passes by itself, told by its SQLSTATE. */
public final class SqlStates {

    /** Classes: connection, rollback, resources, intervention, system. */
    private static final Set<String> PASSING = Set.of("08", "40", "53", "57", "58");

    private SqlStates() {}

    /** Whether it is trouble that passes by itself, and not, say, a wrong password. */
    public static boolean passes(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLTransientConnectionException
                    || cause instanceof SQLException sql && isPassing(sql.getSQLState())) {
                return true;
            }
        }
        return false;
    }

    private static boolean isPassing(@Nullable String state) {
        return state != null && PASSING.stream().anyMatch(state::startsWith);
    }

    /** The one that PostgreSQL refused by and that no waiting mends; null if there is none. */
    public static @Nullable String lasting(Throwable failure) {
        if (passes(failure)) {
            return null;
        }
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && sql.getSQLState() != null) {
                return sql.getSQLState();
            }
        }
        return null;
    }
}
