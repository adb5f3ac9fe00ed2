package io.tributary.simulator.json;

import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.core.util.Separators;
import tools.jackson.core.util.Separators.Spacing;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.nio.charset.StandardCharsets;

/**
 * Reads JSON as leniently and as strictly as the real server: bytes that are not UTF-8 become
 * U+FFFD, the last of two equal members counts, anything but one JSON value is refused.
 */
public final class JsJson {

    /** Deeper bodies are refused: writing them again would need a stack of that depth. */
    private static final int DEEPEST = 1_000;

    private static final JsonMapper MAPPER =
            JsonMapper.builder(
                            JsonFactory.builder()
                                    .streamReadConstraints(
                                            StreamReadConstraints.builder()
                                                    .maxNestingDepth(DEEPEST)
                                                    .maxStringLength(Integer.MAX_VALUE)
                                                    .maxNameLength(Integer.MAX_VALUE)
                                                    .maxNumberLength(1_000_000)
                                                    .build())
                                    .build())
                    .build();

    private JsJson() {}

    /** One JSON value; {@code JacksonException} when the bytes are none. */
    public static JsonNode parse(byte[] bytes) {
        return MAPPER.readTree(new String(bytes, StandardCharsets.UTF_8));
    }

    public static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    public static JsonNode of(Object value) {
        return MAPPER.valueToTree(value);
    }

    /**
     * With line breaks and two spaces for each level, as {@code JSON.stringify(value, null, 2)}.
     */
    public static String indented(JsonNode json) {
        return MAPPER.writer()
                .with(
                        new DefaultPrettyPrinter(
                                        Separators.createDefaultInstance()
                                                .withObjectNameValueSpacing(Spacing.AFTER))
                                .withObjectIndenter(new DefaultIndenter("  ", "\n")))
                .writeValueAsString(json);
    }

    public static <T> T as(JsonNode json, Class<T> type) {
        return MAPPER.treeToValue(json, type);
    }
}
