package io.tributary.store.connect;

import io.swagger.v3.oas.annotations.media.Schema;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** What may be connected. */
@Schema(name = "Integrations", description = "What may be connected, and what is.")
record IntegrationsView(
        @Schema(description = "By environment, then as Nango lists them.")
                List<Entry> integrations) {

    /** One of them. */
    @Schema(name = "Integration", description = "An account that may be connected.")
    record Entry(
            @Schema(description = "Environment that it is of.") String environment,
            @Schema(description = "Nango's provider config key.") String integration,
            @Schema(description = "For people.") String displayName,
            @Schema(description = "Address of a picture.") @Nullable String logo,
            @Schema(description = "Nango's provider template, for example github.") String provider,
            @Schema(
                            description =
                                    "Nango's word for how one signs in: OAUTH2 and OAUTH1 through a"
                                        + " popup; API_KEY takes apiKey, BASIC username and"
                                        + " password, NONE nothing. An open set; null if Nango does"
                                        + " not tell.")
                    @Nullable String authMode,
            @Schema(
                            description =
                                    "The user's connection, one that works before one that is"
                                            + " broken, the newest first; null if there is none.")
                    @Nullable Connected connection) {}

    /** A connection in short. */
    @Schema(name = "IntegrationConnection", description = "A connection in short.")
    record Connected(
            @Schema(description = "Tributary's own id.") UUID id,
            @Schema(
                            description = "As of the connection.",
                            allowableValues = {"active", "broken"})
                    String status,
            @Schema(description = "When it came into this status.") @Nullable Instant since) {}
}
