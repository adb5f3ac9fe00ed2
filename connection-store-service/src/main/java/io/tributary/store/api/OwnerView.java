package io.tributary.store.api;

import io.swagger.v3.oas.annotations.media.Schema;
import io.tributary.events.Owner;

import org.jspecify.annotations.Nullable;

/** Whose connection it is. */
@Schema(name = "Owner", description = "Whose connection it is, by its tags or by Nango's end user.")
record OwnerView(
        @Schema(description = "The product's id of the user.") @Nullable String endUserId,
        @Schema(description = "The user's e-mail address.") @Nullable String email,
        @Schema(description = "The user's name.") @Nullable String displayName,
        @Schema(description = "The product's id of the organization.")
                @Nullable String organizationId,
        @Schema(description = "The organization's name.") @Nullable String organizationDisplayName,
        @Schema(
                        description =
                                "True when Nango does not say so any more (a reconnect without tags"
                                        + " wipes them) and this is the last owner known.")
                boolean remembered) {

    static @Nullable OwnerView of(@Nullable Owner owner) {
        return owner == null
                ? null
                : new OwnerView(
                        owner.endUserId(),
                        owner.email(),
                        owner.displayName(),
                        owner.organizationId(),
                        owner.organizationDisplayName(),
                        owner.remembered());
    }
}
