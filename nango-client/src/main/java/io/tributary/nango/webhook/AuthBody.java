package io.tributary.nango.webhook;

import io.tributary.nango.NangoGrammar;
import io.tributary.nango.webhook.AuthReading.Readable;
import io.tributary.nango.webhook.AuthReading.Unreadable;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.util.HashMap;
import java.util.Map;

/** The JSON of an auth webhook. */
final class AuthBody {

    /** Here numbers are converted, so one of a million digits must not be: Nango sends none. */
    private static final JsonFactory BOUNDED =
            BodyReader.JSON
                    .rebuild()
                    .streamReadConstraints(
                            StreamReadConstraints.builder()
                                    .maxNestingDepth(BodyReader.MAX_DEPTH)
                                    .build())
                    .build();

    private static final JsonMapper JSON =
            JsonMapper.builder(BOUNDED)
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();

    private AuthBody() {}

    static AuthReading read(byte[] body) {
        JsonNode root;
        try {
            root = JSON.readTree(BodyReader.text(body));
        } catch (RuntimeException e) {
            // Jackson's for what is not JSON; or a fault of it, which is no reason to throw either.
            return new Unreadable("not one JSON value");
        }
        return root.isObject() ? read(root) : new Unreadable("not a JSON object");
    }

    private static AuthReading read(JsonNode root) {
        String operation = text(root, "operation");
        String integration = text(root, "providerConfigKey");
        String connection = text(root, "connectionId");
        JsonNode success = root.path("success");
        if (!"auth".equals(text(root, "type")) || !"nango".equals(text(root, "from"))) {
            return new Unreadable("type is not auth or from is not nango");
        }
        if (operation == null || !success.isBoolean()) {
            return new Unreadable("operation is not a string or success not a boolean");
        }
        if (integration == null || !NangoGrammar.isIntegrationKey(integration)) {
            return new Unreadable("providerConfigKey is against Nango's grammar");
        }
        if (connection == null || !NangoGrammar.isConnectionId(connection)) {
            return new Unreadable("connectionId is against Nango's grammar");
        }
        return new Readable(
                new AuthWebhook(
                        operation,
                        success.booleanValue(),
                        integration,
                        connection,
                        text(root, "provider"),
                        text(root, "environment"),
                        text(root, "authMode"),
                        tags(root),
                        endUser(root.path("endUser")),
                        error(root.path("error"))));
    }

    private static AuthWebhook.@Nullable EndUser endUser(JsonNode node) {
        String id = text(node, "endUserId");
        Map<String, String> tags = tags(node);
        return id == null
                ? null
                : new AuthWebhook.EndUser(
                        id,
                        text(node, "endUserEmail"),
                        text(node, "organizationId"),
                        tags == null ? Map.of() : tags);
    }

    private static AuthWebhook.@Nullable Error error(JsonNode node) {
        String type = text(node, "type");
        return type == null ? null : new AuthWebhook.Error(type, text(node, "description"));
    }

    /** The tags that are texts, as Nango's all are. */
    private static @Nullable Map<String, String> tags(JsonNode parent) {
        JsonNode node = parent.path("tags");
        if (!node.isObject()) {
            return null;
        }
        Map<String, String> tags = new HashMap<>();
        node.properties()
                .forEach(
                        tag -> {
                            if (tag.getValue().isString()) {
                                tags.put(tag.getKey(), tag.getValue().stringValue());
                            }
                        });
        return tags;
    }

    private static @Nullable String text(JsonNode parent, String name) {
        JsonNode node = parent.path(name);
        return node.isString() ? node.stringValue() : null;
    }
}
