package io.tributary.nango.api;

import org.jspecify.annotations.Nullable;

/** What came of deleting one connection. A server of 0.71.4 sends no webhook of it. */
public sealed interface DeletionAnswer {

    /** Nango has deleted it. */
    record Deleted(@Nullable RateLimit rateLimit) implements DeletionAnswer {}

    /**
     * There was nothing to delete.
     *
     * @param integrationUnknown as in {@link ConnectionAnswer.Absent}
     */
    record Absent(boolean integrationUnknown, @Nullable RateLimit rateLimit)
            implements DeletionAnswer {}

    /** Not known whether it was deleted, unless the failure says that Nango refused. */
    record NoAnswer(NangoFailure failure) implements DeletionAnswer {}
}
