package io.tributary.events;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * Nango's tags, in one order: what is published must be the same bytes in every run, and {@code
 * Map.copyOf} is not.
 */
final class Tags {

    private Tags() {}

    static Map<String, String> sorted(Map<String, String> tags) {
        tags.forEach((key, value) -> requireNonNull(value, "tag '" + key + "'"));
        return Collections.unmodifiableMap(new TreeMap<>(tags));
    }
}
