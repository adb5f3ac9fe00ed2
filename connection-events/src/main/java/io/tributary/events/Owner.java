package io.tributary.events;

import org.jspecify.annotations.Nullable;

/**
 * Whose connection it is, by Nango's tags or, without them, by its {@code end_user}.
 *
 * @param endUserId the product's id of the user
 * @param remembered true when Nango no longer says so (a reconnect without tags wipes them) and
 *     this is the last owner known
 */
public record Owner(
        @Nullable String endUserId,
        @Nullable String email,
        @Nullable String displayName,
        @Nullable String organizationId,
        @Nullable String organizationDisplayName,
        boolean remembered) {

    public Owner {
        if (endUserId == null && organizationId == null) {
            throw new IllegalArgumentException("an owner has an endUserId or an organizationId");
        }
    }

    public Owner asRemembered() {
        return new Owner(
                endUserId, email, displayName, organizationId, organizationDisplayName, true);
    }
}
