package io.tributary.nango.webhook;

import io.tributary.nango.NangoGrammar;
import io.tributary.nango.webhook.Webhook.AsyncAction;
import io.tributary.nango.webhook.Webhook.Auth;
import io.tributary.nango.webhook.Webhook.Forward;
import io.tributary.nango.webhook.Webhook.Sync;
import io.tributary.nango.webhook.Webhook.Unknown;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A tolerant look at the kind of a body. Reads the members of the top level only, touches no byte,
 * never throws and never recurses: whatever cannot be told is {@link Unknown}, among it a deciding
 * member that stands there twice (Nango's own JSON never has one), wrong UTF-8, text after the
 * value and nesting deeper than 1000.
 */
public final class WebhookLook {

    private static final String NANGO = "nango";
    private static final Pattern OPERATION = Pattern.compile("[a-z_]{1,64}");
    private static final Set<String> DECIDING =
            Set.of("type", "from", "operation", "providerConfigKey", "connectionId");

    private WebhookLook() {}

    /** The kind of this body; fast even for ten megabytes. */
    public static Webhook at(VerifiedBody body) {
        Map<String, String> members = decidingMembers(body.bytes());
        String type = members.get("type");
        String from = members.get("from");
        String integration = members.get("providerConfigKey");
        String connection = members.get("connectionId");
        if (type == null
                || from == null
                || integration == null
                || connection == null
                || !NangoGrammar.isIntegrationKey(integration)
                || !NangoGrammar.isConnectionId(connection)) {
            return new Unknown();
        }
        if (type.equals("forward")) {
            return new Forward(from, integration, connection);
        }
        return from.equals(NANGO)
                ? fromNango(type, members.get("operation"), integration, connection)
                : new Unknown();
    }

    private static Webhook fromNango(
            String type, @Nullable String operation, String integration, String connection) {
        return switch (type) {
            case "auth" ->
                    operation != null && OPERATION.matcher(operation).matches()
                            ? new Auth(operation, integration, connection)
                            : new Unknown();
            case "sync" -> new Sync(integration, connection);
            case "async_action" -> new AsyncAction(integration, connection);
            default -> new Unknown();
        };
    }

    /** The deciding members that are strings; none at all if the body is not one clean object. */
    private static Map<String, String> decidingMembers(byte[] body) {
        try (JsonParser parser =
                BodyReader.JSON.createParser(ObjectReadContext.empty(), BodyReader.text(body))) {
            return decidingMembers(parser);
        } catch (RuntimeException e) {
            // Jackson's, for what is not JSON; or a fault of the parser, which must not lose a
            // webhook that was signed.
            return Map.of();
        }
    }

    private static Map<String, String> decidingMembers(JsonParser parser) {
        Map<String, String> found = new HashMap<>();
        Set<String> seen = new HashSet<>();
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            return Map.of();
        }
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            JsonToken value = parser.nextToken();
            if (DECIDING.contains(name)) {
                if (!seen.add(name)) {
                    return Map.of();
                }
                if (value == JsonToken.VALUE_STRING) {
                    found.put(name, parser.getString());
                }
            }
            parser.skipChildren();
        }
        return parser.nextToken() == null ? found : Map.of();
    }
}
