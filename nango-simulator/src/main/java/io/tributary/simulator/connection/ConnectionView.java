package io.tributary.simulator.connection;

import io.tributary.simulator.account.Integration;
import io.tributary.simulator.connection.EndUser.Organization;
import io.tributary.simulator.json.JsJson;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import java.time.Instant;
import java.util.function.Function;

/** Connections as the API writes them. */
final class ConnectionView {

    private ConnectionView() {}

    static ObjectNode listed(Connection connection, Integration integration) {
        ObjectNode json =
                JsJson.object()
                        .put("id", connection.id())
                        .put("connection_id", connection.key().connectionId())
                        .put("provider_config_key", integration.uniqueKey())
                        .put("provider", integration.provider())
                        .put("created", Timestamps.microsOffset(connection.createdAt()));
        json.set("metadata", connection.metadata().isEmpty() ? null : connection.metadata());
        json.set("tags", JsJson.of(connection.tags()));
        json.set("end_user", endUser(connection.endUser()));
        json.set("errors", errors(connection));
        return json;
    }

    /** A single connection, as a GET shows it. */
    static ObjectNode single(Connection connection, Integration integration, JsonNode credentials) {
        return single(connection, integration, credentials, Timestamps::millisOffset);
    }

    /** The answer to an import: the same, but for the way in which time is written. */
    static ObjectNode imported(
            Connection connection, Integration integration, JsonNode credentials) {
        return single(connection, integration, credentials, Timestamps::millisZulu);
    }

    private static ObjectNode single(
            Connection connection,
            Integration integration,
            JsonNode credentials,
            Function<Instant, String> time) {
        ObjectNode json =
                JsJson.object()
                        .put("id", connection.id())
                        .put("connection_id", connection.key().connectionId())
                        .put("provider_config_key", integration.uniqueKey())
                        .put("provider", integration.provider());
        json.set("errors", errors(connection));
        json.set("end_user", endUser(connection.endUser()));
        json.set("tags", JsJson.of(connection.tags()));
        json.set("metadata", connection.metadata());
        json.set("connection_config", connection.connectionConfig());
        json.put("webhook_url_override", connection.webhookUrlOverride());
        json.put("created_at", time.apply(connection.createdAt()));
        json.put("updated_at", time.apply(connection.updatedAt()));
        Instant fetched = connection.lastFetchedAt();
        json.put("last_fetched_at", fetched == null ? null : time.apply(fetched));
        json.set("credentials", credentials);
        return json;
    }

    private static ArrayNode errors(Connection connection) {
        ArrayNode errors = JsJson.object().putArray("errors");
        String logId = connection.health().errorLogId();
        if (logId != null) {
            errors.addObject().put("type", "auth").put("log_id", logId);
        }
        return errors;
    }

    private static @Nullable JsonNode endUser(@Nullable EndUser user) {
        if (user == null) {
            return null;
        }
        ObjectNode json =
                JsJson.object()
                        .put("id", user.id())
                        .put("display_name", user.displayName())
                        .put("email", user.email());
        json.set("tags", user.tags() == null ? null : JsJson.of(user.tags()));
        json.set("organization", organization(user.organization()));
        return json;
    }

    private static @Nullable JsonNode organization(@Nullable Organization organization) {
        return organization == null
                ? null
                : JsJson.object()
                        .put("id", organization.id())
                        .put("display_name", organization.displayName());
    }
}
