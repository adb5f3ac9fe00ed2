package io.tributary.simulator.forward;

import io.tributary.simulator.json.CanonicalJson;
import io.tributary.simulator.json.FormJson;
import io.tributary.simulator.json.JsJson;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.Locale;
import java.util.Optional;

/**
 * A third party's body once it is parsed: JSON stays, a form is an object of strings, anything else
 * is Node's way of writing bytes as JSON, which alone is not sorted.
 */
record ThirdPartyBody(JsonNode json, boolean isBytes) {

    /** {@code JacksonException} when it calls itself JSON and is not. */
    static ThirdPartyBody parse(byte[] body, @Nullable String contentType) {
        String type = contentType == null ? "" : contentType.toLowerCase(Locale.ROOT);
        if (type.startsWith("application/json")) {
            return new ThirdPartyBody(JsJson.parse(body), false);
        }
        return type.startsWith("application/x-www-form-urlencoded")
                ? new ThirdPartyBody(FormJson.parse(body), false)
                : new ThirdPartyBody(buffer(body), true);
    }

    /** The connection that the sender says it is about. */
    Optional<String> connectionId() {
        return json.path("connectionId").stringValueOpt();
    }

    /** The body of a delivery that carries nothing else. */
    byte[] bare() {
        return isBytes ? CanonicalJson.rewrite(json) : CanonicalJson.write(json);
    }

    private static JsonNode buffer(byte[] body) {
        ObjectNode json = JsJson.object().put("type", "Buffer");
        ArrayNode data = json.putArray("data");
        for (byte one : body) {
            data.add(Byte.toUnsignedInt(one));
        }
        return json;
    }
}
