package io.tributary.nango.api;

import org.jspecify.annotations.Nullable;

/**
 * The user for whom the connect session of a connection was made; Nango prefers tags by now.
 *
 * @param id the application's own id of the user
 * @param organizationId the application's own id of the user's organisation, null if none
 */
public record EndUser(
        String id,
        @Nullable String displayName,
        @Nullable String email,
        @Nullable String organizationId,
        @Nullable String organizationDisplayName) {}
