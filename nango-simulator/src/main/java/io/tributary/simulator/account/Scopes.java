package io.tributary.simulator.account;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What a key may do. The prefix {@code environment:} may be left out. */
public record Scopes(Set<String> granted) {

    private static final String PREFIX = "environment:";

    static Scopes of(List<String> scopes) {
        Set<String> granted = new TreeSet<>();
        scopes.forEach(
                scope ->
                        granted.add(
                                scope.startsWith(PREFIX)
                                        ? scope.substring(PREFIX.length())
                                        : scope));
        return new Scopes(granted);
    }

    /**
     * {@code connections:read} is granted by itself, its wildcards, and its form with credentials.
     */
    boolean allow(String scope) {
        String group = scope.substring(0, Math.max(0, scope.lastIndexOf(':')));
        return granted.contains("*")
                || granted.contains(scope)
                || granted.contains(group + ":*")
                || granted.contains(scope + "_credentials");
    }
}
