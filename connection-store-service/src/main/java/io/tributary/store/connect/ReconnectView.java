package io.tributary.store.connect;

import io.swagger.v3.oas.annotations.media.Schema;

import java.time.Instant;

/** A session for one connection. */
@Schema(
        name = "ReconnectToken",
        description = "A connect session of Nango to authorise one connection anew.")
record ReconnectView(
        @Schema(description = "As of a new connection's session; good for this one alone.")
                String token,
        @Schema(description = "Until when Nango takes it.") Instant expiresAt,
        @Schema(description = "Nango's own page for it; holds the token.") String connectLink,
        @Schema(description = "Where browsers reach Nango: the host of its browser library.")
                String apiUrl,
        @Schema(description = "The environment that it is of.") String environment,
        @Schema(description = "The connection's integration.") String integration) {

    static ReconnectView of(SessionView session, String integration) {
        return new ReconnectView(
                session.token(),
                session.expiresAt(),
                session.connectLink(),
                session.apiUrl(),
                session.environment(),
                integration);
    }

    @Override
    public String toString() {
        return "ReconnectView[integration=" + integration + ", expiresAt=" + expiresAt + "]";
    }
}
