package io.tributary.store.caller;

import org.jspecify.annotations.Nullable;

/**
 * An end user of the product, as a token or a product's backend names them.
 *
 * @param id the product's own id of the user
 * @param organizationId the product's own id of the organisation the user acts for, if any
 */
public record EndUser(
        String id,
        @Nullable String email,
        @Nullable String displayName,
        @Nullable String organizationId,
        @Nullable String organizationDisplayName) {}
