package io.tributary.worker.definition;

import io.tributary.worker.definition.Paging.Kind;

import org.jspecify.annotations.Nullable;

import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Which settings each kind of paging takes. */
record PagingRules(Kind kind) {

    private static final Map<Kind, Set<String>> NEEDED =
            Map.of(
                    Kind.LINK_HEADER, Set.of(),
                    Kind.NEXT_LINK, Set.of("path"),
                    Kind.CURSOR, Set.of("path", "parameter"),
                    Kind.OFFSET, Set.of("parameter"),
                    Kind.PAGE_NUMBER, Set.of("parameter"),
                    Kind.LAST_ID, Set.of("parameter"));

    private static final Map<Kind, Set<String>> TAKEN =
            Map.of(
                    Kind.LINK_HEADER, Set.of("full-page-without-link"),
                    Kind.NEXT_LINK, Set.of(),
                    Kind.CURSOR, Set.of("has-more", "parameters-in"),
                    Kind.OFFSET,
                            Set.of("has-more", "total", "first", "short-page", "parameters-in"),
                    Kind.PAGE_NUMBER,
                            Set.of("has-more", "total", "first", "short-page", "parameters-in"),
                    Kind.LAST_ID, Set.of("has-more", "short-page", "parameters-in"));

    private static final Map<String, String> MEANING =
            Map.of(
                    "path", "where in a page the link or cursor to the next is, for instance next",
                    "parameter", "the provider's name of the parameter that says which page it is");

    PagingRules refuseMissing(String setting, @Nullable Object value) {
        boolean missing = value == null || value.equals("") || value.equals(FieldPath.of(""));
        Paging.require(
                !missing || !needed().contains(setting),
                setting,
                "is missing for kind %s: set it to %s".formatted(word(), MEANING.get(setting)));
        return this;
    }

    PagingRules refuseUseless(String setting, @Nullable Object value) {
        Paging.require(
                value == null || needed().contains(setting) || taken().contains(setting),
                setting,
                "means nothing to kind %s: leave it out, or choose another kind".formatted(word()));
        return this;
    }

    private Set<String> needed() {
        return NEEDED.getOrDefault(kind, Set.of());
    }

    private Set<String> taken() {
        return TAKEN.getOrDefault(kind, Set.of());
    }

    private String word() {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
