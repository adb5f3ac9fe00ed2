package io.tributary.store.connect;

import io.swagger.v3.oas.annotations.media.Schema;
import io.tributary.nango.api.ConnectSession;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** A session, for one browser. */
@Schema(name = "SessionToken", description = "A connect session of Nango.")
record SessionView(
        @Schema(
                        description =
                                "For the browser of its owner, and for nobody else: whoever has it"
                                        + " connects accounts in their name.")
                String token,
        @Schema(
                        description =
                                "Until when Nango takes it. Afterwards Nango answers"
                                        + " unknown_connect_session_token: ask for another.")
                Instant expiresAt,
        @Schema(description = "Nango's own page for it; holds the token.") String connectLink,
        @Schema(description = "Where browsers reach Nango: the host of its browser library.")
                String apiUrl,
        @Schema(description = "The environment that it is of.") String environment) {

    private static final URI CLOUD = URI.create("https://api.nango.dev");

    static SessionView of(ConnectSession session, String environment, URI publicUrl) {
        return new SessionView(
                session.token(),
                session.expiresAt(),
                link(session.connectLink(), publicUrl),
                publicUrl.toString(),
                environment);
    }

    /** Nango's page calls the Cloud unless it is told otherwise. */
    static String link(String given, URI publicUrl) {
        return publicUrl.equals(CLOUD)
                ? given
                : given
                        + (given.contains("?") ? "&" : "?")
                        + "apiURL="
                        + URLEncoder.encode(publicUrl.toString(), StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "SessionView[environment=" + environment + ", expiresAt=" + expiresAt + "]";
    }
}
