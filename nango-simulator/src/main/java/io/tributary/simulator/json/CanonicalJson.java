package io.tributary.simulator.json;

import tools.jackson.databind.JsonNode;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Writes JSON as the bodies of webhooks are written: no white space, members sorted by code unit at
 * every depth, members that look like array indexes first and by number.
 */
public final class CanonicalJson {

    private static final Comparator<String> INDEXES_FIRST =
            Comparator.comparingLong(CanonicalJson::index).thenComparing(Comparator.naturalOrder());

    /** The largest array index of JavaScript; a greater number is a name like any other. */
    private static final long LARGEST_INDEX = 4_294_967_294L;

    /** A JavaScript engine cannot keep a member of this name: setting it sets the prototype. */
    private static final String PROTOTYPE = "__proto__";

    private final StringBuilder text = new StringBuilder();
    private final Comparator<String> order;

    private CanonicalJson(Comparator<String> order) {
        this.order = order;
    }

    /** The body of a webhook: every member sorted. */
    public static byte[] write(JsonNode json) {
        return bytes(json, INDEXES_FIRST);
    }

    /** A body that was parsed and written again without sorting, as the proxy does it. */
    public static byte[] rewrite(JsonNode json) {
        return bytes(json, Comparator.comparingLong(CanonicalJson::index));
    }

    private static byte[] bytes(JsonNode json, Comparator<String> order) {
        CanonicalJson writer = new CanonicalJson(order);
        writer.value(json);
        return writer.text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private void value(JsonNode json) {
        if (json.isObject()) {
            object(json);
        } else if (json.isArray()) {
            array(json);
        } else if (json.isString()) {
            string(json.stringValue());
        } else if (json.isNumber()) {
            text.append(JsNumber.format(json.doubleValue()));
        } else if (json.isBoolean()) {
            text.append(json.booleanValue());
        } else {
            text.append("null");
        }
    }

    private void object(JsonNode json) {
        List<String> names = new ArrayList<>(json.propertyNames());
        names.remove(PROTOTYPE);
        names.sort(order);
        text.append('{');
        String separator = "";
        for (String name : names) {
            text.append(separator);
            string(name);
            text.append(':');
            value(json.path(name));
            separator = ",";
        }
        text.append('}');
    }

    private void array(JsonNode json) {
        text.append('[');
        String separator = "";
        for (JsonNode element : json) {
            text.append(separator);
            value(element);
            separator = ",";
        }
        text.append(']');
    }

    private void string(String string) {
        text.append('"');
        for (int i = 0; i < string.length(); i++) {
            char c = string.charAt(i);
            boolean pair =
                    Character.isHighSurrogate(c)
                            && i + 1 < string.length()
                            && Character.isLowSurrogate(string.charAt(i + 1));
            if (pair) {
                text.append(c).append(string.charAt(++i));
            } else {
                character(c);
            }
        }
        text.append('"');
    }

    private void character(char c) {
        switch (c) {
            case '"' -> text.append("\\\"");
            case '\\' -> text.append("\\\\");
            case '\b' -> text.append("\\b");
            case '\f' -> text.append("\\f");
            case '\n' -> text.append("\\n");
            case '\r' -> text.append("\\r");
            case '\t' -> text.append("\\t");
            default -> {
                if (c < ' ' || Character.isSurrogate(c)) {
                    text.append(String.format("\\u%04x", (int) c));
                } else {
                    text.append(c);
                }
            }
        }
    }

    /** The array index a name stands for, or a number after all of them. */
    private static long index(String name) {
        boolean digits =
                !name.isEmpty()
                        && name.length() <= 10
                        && name.chars().allMatch(c -> c >= '0' && c <= '9')
                        && (name.length() == 1 || name.charAt(0) != '0');
        if (!digits) {
            return Long.MAX_VALUE;
        }
        long index = Long.parseLong(name);
        return index <= LARGEST_INDEX ? index : Long.MAX_VALUE;
    }
}
