package io.tributary.simulator.wire;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Headers in the order they were first named. A name is found whatever its case, and keeps the case
 * in which it came first; setting it again changes the value in its place.
 */
public final class HeaderList {

    private final Map<String, List<Header>> headers = new LinkedHashMap<>();

    /** One line of a header. */
    public record Header(String name, String value) {}

    public HeaderList set(String name, String value) {
        List<Header> old = headers.get(key(name));
        String kept = old == null ? name : old.getFirst().name();
        headers.put(key(name), new ArrayList<>(List.of(new Header(kept, value))));
        return this;
    }

    public HeaderList setIfAbsent(String name, String value) {
        return contains(name) ? this : set(name, value);
    }

    /** Adds one more line of this name, beside those that are there. */
    public HeaderList add(String name, String value) {
        headers.computeIfAbsent(key(name), _ -> new ArrayList<>()).add(new Header(name, value));
        return this;
    }

    public HeaderList without(Predicate<String> lowerCaseName) {
        HeaderList rest = new HeaderList();
        headers.forEach(
                (name, lines) -> {
                    if (!lowerCaseName.test(name)) {
                        rest.headers.put(name, new ArrayList<>(lines));
                    }
                });
        return rest;
    }

    public HeaderList copy() {
        return without(_ -> false);
    }

    public boolean contains(String name) {
        return headers.containsKey(key(name));
    }

    public Optional<String> first(String name) {
        return Optional.ofNullable(headers.get(key(name))).map(List::getFirst).map(Header::value);
    }

    public List<Header> lines() {
        return headers.values().stream().flatMap(Collection::stream).toList();
    }

    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
