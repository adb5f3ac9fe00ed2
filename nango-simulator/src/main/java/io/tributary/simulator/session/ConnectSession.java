package io.tributary.simulator.session;

import io.tributary.simulator.account.Environment;
import io.tributary.simulator.account.Integration;
import io.tributary.simulator.connection.ConnectionKey;
import io.tributary.simulator.connection.EndUser;
import io.tributary.simulator.connection.Grant;
import io.tributary.simulator.json.JsJson;

import jakarta.servlet.http.HttpServletRequest;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What the holder of a token may do. It is not used up: it makes connections until it expires.
 *
 * @param wish what the app asked for
 * @param reconnects the one connection that it is for; null if it makes new ones
 */
public record ConnectSession(
        String token,
        Environment environment,
        Wish wish,
        @Nullable ConnectionKey reconnects,
        Instant expiresAt) {

    /**
     * What an app asks for.
     *
     * @param tags as given; null if there were none
     * @param allowedIntegrations null for all
     * @param defaults by integration
     * @param overrides as given
     */
    public record Wish(
            @Nullable Map<String, String> tags,
            @Nullable EndUser endUser,
            @Nullable List<String> allowedIntegrations,
            Map<String, Defaults> defaults,
            @Nullable JsonNode overrides,
            @Nullable String webhookUrlOverride) {}

    /** What the app sets for an integration, so that the browser need not and cannot. */
    public record Defaults(
            @Nullable String userScopes,
            Map<String, String> authorizationParams,
            ObjectNode connectionConfig) {

        private static final Defaults NONE = new Defaults(null, Map.of(), JsJson.object());
    }

    private static final String ATTRIBUTE = ConnectSession.class.getName();

    /** The session of a request that has come past the filter. */
    public static ConnectSession of(HttpServletRequest request) {
        if (request.getAttribute(ATTRIBUTE) instanceof ConnectSession session) {
            return session;
        }
        throw new IllegalStateException("no session: the filter does not cover this path");
    }

    void enter(HttpServletRequest request) {
        request.setAttribute(ATTRIBUTE, this);
    }

    public boolean allows(Integration integration) {
        List<String> allowed = wish.allowedIntegrations();
        return allowed == null || allowed.contains(integration.uniqueKey());
    }

    public Defaults defaults(Integration integration) {
        return wish.defaults().getOrDefault(integration.uniqueKey(), Defaults.NONE);
    }

    /** What a connection made in this session is granted. */
    public Grant grant(JsonNode connectionConfig, JsonNode credentials) {
        return new Grant(
                wish.tags(),
                wish.endUser(),
                null,
                connectionConfig,
                wish.webhookUrlOverride(),
                credentials);
    }

    ConnectSession until(Instant other) {
        return new ConnectSession(token, environment, wish, reconnects, other);
    }

    @Override
    public String toString() {
        return "ConnectSession[token=***, expiresAt=" + expiresAt + "]";
    }
}
