package io.tributary.simulator.popup;

import io.tributary.simulator.connection.ConnectionKey;
import io.tributary.simulator.json.JsJson;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.node.ObjectNode;

/** What came of a flow, as the waiting page is told. */
final class Outcome {

    private Outcome() {}

    static ObjectNode success(ConnectionKey key) {
        return JsJson.object()
                .put("message_type", "success")
                .put("provider_config_key", key.integration())
                .put("connection_id", key.connectionId())
                .put("is_pending", false);
    }

    static ObjectNode error(
            String integration, @Nullable String connectionId, String type, String description) {
        ObjectNode message =
                JsJson.object()
                        .put("message_type", "error")
                        .put("provider_config_key", integration);
        if (connectionId != null) {
            message.put("connection_id", connectionId);
        }
        return message.put("error_type", type).put("error_desc", description);
    }
}
