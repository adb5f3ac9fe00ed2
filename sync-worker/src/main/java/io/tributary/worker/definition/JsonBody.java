package io.tributary.worker.definition;

import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * A JSON object to post; its strings, not the names of its members, may hold placeholders.
 *
 * @param text as configured
 */
public record JsonBody(String text) {

    private static final JsonMapper JSON =
            JsonMapper.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .build();

    public JsonBody {
        placeholders(parse(text));
    }

    /** For configuration. */
    public static JsonBody of(String text) {
        return new JsonBody(text);
    }

    List<Placeholder> placeholders() {
        return placeholders(parse(text));
    }

    /** A new object each time. */
    ObjectNode fill(ConnectionFacts facts) {
        // In a JSON string any value can stand; Jackson escapes it.
        return (ObjectNode)
                mapped(parse(text), string -> Template.of(string).fill(facts, value -> value));
    }

    private static List<Placeholder> placeholders(JsonNode body) {
        List<Placeholder> found = new ArrayList<>();
        mapped(
                body,
                string -> {
                    found.addAll(Template.of(string).placeholders());
                    return string;
                });
        return found;
    }

    private static JsonNode mapped(JsonNode node, Function<String, String> strings) {
        if (node.isString()) {
            return StringNode.valueOf(strings.apply(node.stringValue()));
        }
        if (node.isArray()) {
            ArrayNode array = JsonNodeFactory.instance.arrayNode();
            node.forEach(element -> array.add(mapped(element, strings)));
            return array;
        }
        if (node.isObject()) {
            ObjectNode object = JsonNodeFactory.instance.objectNode();
            node.forEachEntry((name, value) -> object.set(named(name), mapped(value, strings)));
            return object;
        }
        if (node.isNumber() && !NangoNumber.isKept(node)) {
            throw new IllegalArgumentException(
                    "has the number %s, which Nango reads as a double and would change: write it as text, if the provider takes that"
                            .formatted(node));
        }
        return node;
    }

    private static String named(String name) {
        if (name.contains(Template.NANGOS_OWN)) {
            throw new IllegalArgumentException("a member's name must not hold ${");
        }
        return name;
    }

    private static ObjectNode parse(String text) {
        try {
            if (JSON.readTree(text) instanceof ObjectNode object) {
                return object;
            }
        } catch (JacksonException e) {
            throw new IllegalArgumentException("is not JSON: " + e.getOriginalMessage(), e);
        }
        throw new IllegalArgumentException("must be a JSON object, as text");
    }
}
