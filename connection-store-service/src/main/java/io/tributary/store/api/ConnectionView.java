package io.tributary.store.api;

import io.swagger.v3.oas.annotations.media.Schema;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/** A connection as the store knows it. */
@Schema(
        name = "Connection",
        description =
                "A connection as the store knows it. What Nango would tell is null while it is"
                        + " pending and once it is deleted, and where the row cannot be"
                        + " read back.")
record ConnectionView(
        @Schema(description = "Tributary's own id, derived from the three below.") UUID id,
        @Schema(description = "Environment whose webhook URL Nango posts to.") String environment,
        @Schema(description = "Nango's provider config key.") String integration,
        @Schema(description = "Nango's connection id; unique only within the two above.")
                String connectionId,
        @Schema(
                        description =
                                "pending: claimed, Nango is being asked. broken: its user must"
                                        + " authorise again. deleted: Nango does not have it any"
                                        + " more.",
                        allowableValues = {"pending", "active", "broken", "deleted"})
                String status,
        @Schema(description = "Nango's number of it; a new one after deletion and creation.")
                @Nullable Long nangoId,
        @Schema(description = "Nango's provider template, for example github.")
                @Nullable String provider,
        @Schema(description = "Whose connection it is.") @Nullable OwnerView owner,
        @Schema(description = "Tags as Nango has them.") @Nullable Map<String, String> tags,
        @Schema(description = "Nango's error type while it is broken.") @Nullable String errorType,
        @Schema(description = "When Nango made it.") @Nullable Instant createdAt,
        @Schema(description = "When Nango last changed it, as of the last answer.")
                @Nullable Instant updatedAt,
        @Schema(description = "What the store is asking Nango about it now, if anything.")
                @Nullable String openQuestion,
        @Schema(description = "Derivation of the tables; order by generation, then version.")
                int generation,
        @Schema(description = "Plus one with each change; zero before the first.") long version) {}
