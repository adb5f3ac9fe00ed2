package io.tributary.http.problem;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.UUID;

/** What a parameter of a type looks like, for the caller who gave something else. */
final class Expected {

    private Expected() {}

    static String of(@Nullable Class<?> type) {
        if (type == UUID.class) {
            return "a UUID such as 0b9f4c1e-6a55-5c0e-9b0a-3d1c6b0f2a77, as this API gives it";
        }
        if (type == Instant.class) {
            return "a time such as 2026-09-01T08:00:00Z";
        }
        if (type == Boolean.class || type == boolean.class) {
            return "true or false";
        }
        return "a whole number";
    }
}
