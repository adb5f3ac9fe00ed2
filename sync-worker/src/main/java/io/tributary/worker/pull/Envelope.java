package io.tributary.worker.pull;

import io.tributary.worker.definition.FieldPath;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

import java.util.Map;

/**
 * What a page says besides its records, as far as paging asks for it: strings, numbers, booleans
 * and nulls, and of an object or array only that it is one.
 */
record Envelope(Map<FieldPath, JsonNode> values) {

    Envelope {
        values = Map.copyOf(values);
    }

    /** A missing node if nothing is there. */
    JsonNode at(FieldPath path) {
        return values.getOrDefault(path, MissingNode.getInstance());
    }
}
