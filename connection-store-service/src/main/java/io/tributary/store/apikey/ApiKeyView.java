package io.tributary.store.apikey;

import io.swagger.v3.oas.annotations.media.Schema;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** A key, without its secret. */
@Schema(name = "ApiKey", description = "A machine's key, without its secret, which nothing keeps.")
record ApiKeyView(
        @Schema(description = "The client id at the exchange.") UUID id,
        @Schema(description = "What it is for, as its maker says.") String name,
        @Schema(description = "What its tokens allow.") List<String> scopes,
        @Schema(description = "When it was made.") Instant createdAt,
        @Schema(description = "The subject of the token that made it.") String createdBy,
        @Schema(description = "Until when it can be exchanged; null: until it is revoked.")
                @Nullable Instant expiresAt,
        @Schema(description = "When it was last exchanged.") @Nullable Instant lastUsedAt,
        @Schema(description = "When it was revoked.") @Nullable Instant revokedAt,
        @Schema(description = "The subject of the token that revoked it.")
                @Nullable String revokedBy) {}
