package io.tributary.worker.pull;

import static java.nio.charset.StandardCharsets.UTF_8;

import tools.jackson.databind.JsonNode;

import java.util.Collection;

/** What a value looks like, for messages: names of members only, as values are a customer's. */
final class Shape {

    private static final int LONGEST = 500;

    private Shape() {}

    static String of(JsonNode value) {
        return value.isObject()
                ? ofObject(value.propertyNames())
                : "of type " + value.getNodeType();
    }

    static String ofObject(Collection<String> members) {
        String names = String.valueOf(members);
        String cut = names.substring(0, Math.min(names.length(), LONGEST));
        // PostgreSQL refuses both NUL and half a pair, and the reason could not be kept.
        return "an object of " + new String(cut.getBytes(UTF_8), UTF_8).replace('\0', '\ufffd');
    }
}
