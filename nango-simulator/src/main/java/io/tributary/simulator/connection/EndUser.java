package io.tributary.simulator.connection;

import org.jspecify.annotations.Nullable;

import java.util.Map;

/** The user who connected, as the connect session named them. */
public record EndUser(
        String id,
        @Nullable String email,
        @Nullable String displayName,
        @Nullable Map<String, String> tags,
        @Nullable Organization organization) {

    public EndUser {
        if (id.isEmpty() || id.length() > 255) {
            throw new IllegalArgumentException("an end user's id has 1 to 255 characters");
        }
    }

    /** The organisation the user belongs to. */
    public record Organization(String id, @Nullable String displayName) {}
}
