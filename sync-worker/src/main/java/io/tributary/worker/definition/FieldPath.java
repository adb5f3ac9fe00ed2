package io.tributary.worker.definition;

import tools.jackson.databind.JsonNode;

import java.util.List;

/**
 * A way into a JSON value: member names joined by dots, for instance {@code data.items}.
 *
 * @param text as configured; empty is the value itself
 */
public record FieldPath(String text) {

    public FieldPath {
        if (!text.isEmpty() && List.of(text.split("\\.", -1)).contains("")) {
            throw new IllegalArgumentException(
                    "a path is member names joined by single dots, got '" + text + "'");
        }
    }

    /** For configuration. */
    public static FieldPath of(String text) {
        return new FieldPath(text.strip());
    }

    public boolean isRoot() {
        return text.isEmpty();
    }

    /** How many names it has. */
    public int length() {
        return isRoot() ? 0 : names().length;
    }

    /** The n-th name, from 0. */
    public String name(int n) {
        return names()[n];
    }

    private String[] names() {
        return text.split("\\.");
    }

    /** What is there; a missing node if nothing is. */
    public JsonNode in(JsonNode value) {
        JsonNode found = value;
        if (!isRoot()) {
            for (String name : names()) {
                found = found.path(name);
            }
        }
        return found;
    }

    @Override
    public String toString() {
        return isRoot() ? "the page itself" : text;
    }
}
