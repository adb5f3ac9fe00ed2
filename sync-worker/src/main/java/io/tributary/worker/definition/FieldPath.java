package io.tributary.worker.definition;

import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A way into a JSON value: member names joined by dots, for instance {@code data.items}. A dot that
 * belongs to a name is written {@code \.}, a backslash {@code \\}.
 *
 * @param names from the outermost on; none is the value itself
 */
public record FieldPath(List<String> names) {

    /** What OData puts before a dot that belongs to the name. */
    private static final String ODATA = "@odata";

    public FieldPath {
        names = List.copyOf(names);
        if (names.contains("")) {
            throw new IllegalArgumentException("a path has no empty name, got " + names);
        }
    }

    /** For configuration. */
    public static FieldPath of(String text) {
        String path = text.strip();
        if (path.isEmpty()) {
            return new FieldPath(List.of());
        }
        List<String> names = parse(path);
        if (names.contains("")) {
            throw new IllegalArgumentException(
                    "a path is member names joined by single dots, got '" + path + "'");
        }
        if (names.contains(ODATA)) {
            throw new IllegalArgumentException(
                    "a dot that belongs to a name is written \\., for instance @odata\\.nextLink,"
                            + (" got '" + path + "'"));
        }
        return new FieldPath(names);
    }

    private static List<String> parse(String path) {
        List<String> names = new ArrayList<>();
        StringBuilder name = new StringBuilder();
        for (int at = 0; at < path.length(); at++) {
            char c = path.charAt(at);
            if (c == '.') {
                names.add(name.toString());
                name.setLength(0);
            } else if (c == '\\') {
                at++;
                name.append(escaped(path, at));
            } else {
                name.append(c);
            }
        }
        names.add(name.toString());
        return names;
    }

    private static char escaped(String path, int at) {
        if (at < path.length() && (path.charAt(at) == '.' || path.charAt(at) == '\\')) {
            return path.charAt(at);
        }
        throw new IllegalArgumentException(
                "a backslash in a path stands before a dot that belongs to a name (\\.) or before"
                        + (" another (\\\\), got '" + path + "'"));
    }

    public boolean isRoot() {
        return names.isEmpty();
    }

    /** How many names it has. */
    public int length() {
        return names.size();
    }

    /** The n-th name, from 0. */
    public String name(int n) {
        return names.get(n);
    }

    /** As configured. */
    public String text() {
        return names.stream()
                .map(name -> name.replace("\\", "\\\\").replace(".", "\\."))
                .collect(Collectors.joining("."));
    }

    /** What is there; a missing node if nothing is. */
    public JsonNode in(JsonNode value) {
        JsonNode found = value;
        for (String name : names) {
            found = found.path(name);
        }
        return found;
    }

    @Override
    public String toString() {
        return isRoot() ? "the page itself" : text();
    }
}
