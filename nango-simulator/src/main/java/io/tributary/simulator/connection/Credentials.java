package io.tributary.simulator.connection;

import io.tributary.simulator.account.Integration;
import io.tributary.simulator.json.JsJson;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/** A connection's credentials: made up, shown, and put on a call to the provider. */
public final class Credentials {

    private static final Duration LIFE = Duration.ofHours(1);

    private Credentials() {}

    static JsonNode invented(Integration integration, Instant now) {
        ObjectNode json = JsJson.object().put("type", integration.authMode());
        switch (integration.authMode()) {
            case "OAUTH2" ->
                    json.put("access_token", "access-" + UUID.randomUUID())
                            .put("refresh_token", "refresh-" + UUID.randomUUID())
                            .put("expires_at", Timestamps.millisZulu(now.plus(LIFE)));
            case "API_KEY" -> json.put("apiKey", "key-" + UUID.randomUUID());
            case "BASIC" ->
                    json.put("username", "user-" + UUID.randomUUID())
                            .put("password", "password-" + UUID.randomUUID());
            default -> {}
        }
        return json;
    }

    /** As the API shows them; the refresh token only when asked for. */
    static JsonNode shown(Connection connection, boolean refreshToken) {
        ObjectNode shown = JsJson.object();
        connection.credentials().properties().forEach(e -> shown.set(e.getKey(), e.getValue()));
        if (!refreshToken) {
            shown.remove("refresh_token");
        }
        if (shown.has("access_token") && !shown.has("raw")) {
            shown.set(
                    "raw",
                    JsJson.object().put("access_token", shown.path("access_token").asString()));
        }
        return shown;
    }

    /** What the proxy writes into {@code Authorization}; nothing for connections without secret. */
    public static Optional<String> authorization(Connection connection) {
        JsonNode json = connection.credentials();
        if (json.path("type").asString("").equals("BASIC")) {
            return Optional.of(basic(json));
        }
        return Optional.ofNullable(first(json, "access_token", "apiKey", "token", "oauth_token"))
                .map("Bearer "::concat);
    }

    /** RFC 7617. */
    private static String basic(JsonNode json) {
        String pair = json.path("username").asString("") + ":" + json.path("password").asString("");
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    private static @Nullable String first(JsonNode json, String... names) {
        for (String name : names) {
            if (json.path(name).isString()) {
                return json.path(name).stringValue();
            }
        }
        return null;
    }
}
