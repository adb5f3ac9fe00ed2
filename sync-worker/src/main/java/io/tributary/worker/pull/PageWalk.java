package io.tributary.worker.pull;

import io.tributary.worker.definition.FieldPath;

import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * One walk through a page: each record is handed on as it comes, what is wanted besides is kept,
 * all else is passed over. Records and what is wanted may stand in any order.
 */
final class PageWalk {

    private static final int MOST_NAMES = 50;

    private final JsonParser parser;
    private final FieldPath records;
    private final List<FieldPath> wanted;
    private final Consumer<JsonNode> each;

    private final Map<FieldPath, JsonNode> found = new HashMap<>();
    private final List<String> names = new ArrayList<>();
    private JsonToken page = JsonToken.NOT_AVAILABLE;
    private int arrays;
    private boolean isBlocked;

    PageWalk(
            JsonParser parser, FieldPath records, List<FieldPath> wanted, Consumer<JsonNode> each) {
        this.parser = parser;
        this.records = records;
        this.wanted = wanted;
        this.each = each;
    }

    /** False if there is no value, or more than one. */
    boolean walk() {
        JsonToken first = parser.nextToken();
        if (first == null) {
            return false;
        }
        page = first;
        value(Stream.concat(Stream.of(records), wanted.stream()).toList(), 0);
        return parser.nextToken() == null;
    }

    /** How often there was an array, or null for none, where the records should be. */
    int arrays() {
        return arrays;
    }

    /** Whether the page is an object in which nothing stands on the way to the records. */
    boolean isLeftOut() {
        return page == JsonToken.START_OBJECT && arrays == 0 && !isBlocked;
    }

    Envelope envelope() {
        return new Envelope(found);
    }

    /** What the page is, by names of members only: values are a customer's. */
    String shape() {
        return page == JsonToken.START_OBJECT
                ? Shape.ofObject(names)
                : "of type " + page.name().replaceFirst("(START|VALUE)_", "");
    }

    /** The parser stands at a value to which these paths have led so far, and beyond it after. */
    private void value(List<FieldPath> paths, int depth) {
        JsonToken token = parser.currentToken();
        if (paths.contains(records)) {
            boolean isThere = depth == records.length();
            if (isThere && token == JsonToken.START_ARRAY) {
                arrays++;
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    each.accept(parser.readValueAsTree());
                }
                return;
            }
            if (token == JsonToken.VALUE_NULL) {
                arrays += isThere ? 1 : 0;
            } else {
                isBlocked |= isThere || token != JsonToken.START_OBJECT;
            }
        }
        List<FieldPath> deeper = new ArrayList<>();
        for (FieldPath path : paths) {
            if (path.length() > depth) {
                deeper.add(path);
            } else if (path != records) {
                found.put(path, kept(token));
            }
        }
        if (token == JsonToken.START_OBJECT && (depth == 0 || !deeper.isEmpty())) {
            members(deeper, depth);
        } else {
            parser.skipChildren();
        }
    }

    private void members(List<FieldPath> paths, int depth) {
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            if (depth == 0 && names.size() < MOST_NAMES) {
                names.add(name);
            }
            parser.nextToken();
            value(paths.stream().filter(path -> path.name(depth).equals(name)).toList(), depth + 1);
        }
    }

    private JsonNode kept(JsonToken token) {
        return switch (token) {
            case START_OBJECT -> JsonNodeFactory.instance.objectNode();
            case START_ARRAY -> JsonNodeFactory.instance.arrayNode();
            default -> parser.readValueAsTree();
        };
    }
}
