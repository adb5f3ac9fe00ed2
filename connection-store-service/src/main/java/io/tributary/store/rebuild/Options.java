package io.tributary.store.rebuild;

import java.util.regex.Pattern;

/**
 * What the operator asked for.
 *
 * @param from what to derive from
 * @param schema where to
 * @param fresh whether to throw away what an earlier run derived
 * @param swap whether to put it in the place of the live schema
 * @param despiteMissingInputs whether to do so although the log no longer holds everything
 */
record Options(
        Source from, String schema, boolean fresh, boolean swap, boolean despiteMissingInputs) {

    static final String COMMAND = "java -jar connection-store-service.jar rebuild";

    private static final Pattern NAME = Pattern.compile("[a-z_][a-z0-9_]{0,40}");

    /** What the tables are derived from. */
    enum Source {
        /** Everything that Nango ever said, as far as it is kept. */
        inbox,
        /** The latest of each connection as it was published, and the inbox from there on. */
        state
    }

    Options {
        if (!NAME.matcher(schema).matches() || schema.startsWith("pg_")) {
            throw new IllegalArgumentException(
                    "a schema's name is 1 to 41 lower case letters, digits or '_', not starting"
                            + " with a digit or 'pg_', got '"
                            + schema
                            + "'");
        }
    }
}
