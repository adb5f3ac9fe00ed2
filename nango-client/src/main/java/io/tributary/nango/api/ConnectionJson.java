package io.tributary.nango.api;

import static io.tributary.nango.api.NangoJson.instant;
import static io.tributary.nango.api.NangoJson.present;
import static io.tributary.nango.api.NangoJson.read;
import static io.tributary.nango.api.NangoJson.sorted;

import com.fasterxml.jackson.annotation.JsonProperty;

import io.tributary.nango.api.NangoJson.NotNango;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.annotation.JsonDeserialize;
import tools.jackson.databind.node.MissingNode;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Connections as Nango writes them; what has no component here is skipped, credentials first. */
final class ConnectionJson {

    private ConnectionJson() {}

    record Organization(
            @Nullable String id, @JsonProperty("display_name") @Nullable String displayName) {}

    record User(
            @Nullable String id,
            @JsonProperty("display_name") @Nullable String displayName,
            @Nullable String email,
            @Nullable Organization organization) {}

    record Trouble(@Nullable String type) {}

    record Connection(
            @Nullable Long id,
            @JsonProperty("connection_id") @Nullable String connectionId,
            @JsonProperty("provider_config_key") @Nullable String providerConfigKey,
            @Nullable String provider,
            @Nullable Map<String, @Nullable String> tags,
            @JsonProperty("end_user") @Nullable User endUser,
            @Nullable List<@Nullable Trouble> errors,
            @Nullable String created,
            @JsonProperty("created_at") @Nullable String createdAt,
            @JsonProperty("updated_at") @Nullable String updatedAt,
            @JsonProperty("webhook_url_override") @Nullable String webhookUrlOverride,
            @JsonDeserialize(using = AnyCredentials.class) @Nullable Boolean credentials) {

        private ConnectionView view() {
            return new ConnectionView(
                    present(id, "id"),
                    present(connectionId, "connection_id"),
                    present(providerConfigKey, "provider_config_key"),
                    provider,
                    clean(tags),
                    user(endUser),
                    types(errors),
                    instant(createdAt, "created_at"),
                    instant(updatedAt, "updated_at"),
                    webhookUrlOverride,
                    Boolean.TRUE.equals(credentials));
        }

        private ConnectionSummary summary() {
            return new ConnectionSummary(
                    present(id, "id"),
                    present(connectionId, "connection_id"),
                    present(providerConfigKey, "provider_config_key"),
                    provider,
                    clean(tags),
                    user(endUser),
                    types(errors),
                    instant(created, "created"));
        }
    }

    record Settings(
            @Nullable JsonNode metadata,
            @JsonProperty("connection_config") @Nullable JsonNode connectionConfig) {

        private ConnectionSettings settings() {
            return new ConnectionSettings(orNone(metadata), orNone(connectionConfig));
        }

        private static JsonNode orNone(@Nullable JsonNode node) {
            return node == null || node.isNull() ? MissingNode.getInstance() : node;
        }
    }

    /**
     * Whether there are any, which is all that is ever known of them: a key that may not read them
     * is shown none. What has none beside its type needs none.
     */
    static final class AnyCredentials extends ValueDeserializer<Boolean> {

        @Override
        public Boolean deserialize(JsonParser parser, DeserializationContext context) {
            if (!parser.isExpectedStartObjectToken()) {
                parser.skipChildren();
                return false;
            }
            boolean any = false;
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                any |= !"type".equals(parser.currentName());
                parser.nextToken();
                parser.skipChildren();
            }
            return any;
        }
    }

    record Connections(@Nullable List<@Nullable Connection> connections) {}

    record Done(@Nullable Boolean success) {

        private @Nullable Boolean orNothing() {
            return Boolean.TRUE.equals(success) ? success : null;
        }
    }

    /** The answer to a change: {@code {"success":true}}. */
    static void checkSuccess(byte[] body) throws NotNango {
        var _ = sorted(() -> present(read(body, Done.class).orNothing(), "success"));
    }

    static ConnectionView view(byte[] body) throws NotNango {
        return sorted(() -> read(body, Connection.class).view());
    }

    static ConnectionSettings settings(byte[] body) throws NotNango {
        return sorted(() -> read(body, Settings.class).settings());
    }

    static List<ConnectionSummary> summaries(byte[] body) throws NotNango {
        return sorted(
                () ->
                        present(read(body, Connections.class).connections(), "connections").stream()
                                .map(row -> present(row, "connection").summary())
                                .toList());
    }

    private static Map<String, String> clean(@Nullable Map<String, @Nullable String> tags) {
        Map<String, String> clean = new HashMap<>();
        if (tags != null) {
            tags.forEach(
                    (key, value) -> {
                        if (value != null) {
                            clean.put(key, value);
                        }
                    });
        }
        return clean;
    }

    private static @Nullable EndUser user(@Nullable User user) {
        if (user == null || user.id() == null) {
            return null;
        }
        Organization organization = user.organization();
        return new EndUser(
                user.id(),
                user.displayName(),
                user.email(),
                organization == null ? null : organization.id(),
                organization == null ? null : organization.displayName());
    }

    private static List<String> types(@Nullable List<@Nullable Trouble> errors) {
        return errors == null
                ? List.of()
                : errors.stream()
                        .map(e -> e == null || e.type() == null ? "unknown" : e.type())
                        .toList();
    }
}
