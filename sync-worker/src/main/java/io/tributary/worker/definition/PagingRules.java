package io.tributary.worker.definition;

import io.tributary.worker.definition.Paging.FullPageWithoutLink;
import io.tributary.worker.definition.Paging.Kind;
import io.tributary.worker.definition.Paging.ParametersIn;
import io.tributary.worker.definition.Paging.ShortPage;

import org.jspecify.annotations.Nullable;

import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Which settings each kind of paging takes. */
record PagingRules(Kind kind) {

    private static final String PAGE_SIZE = "page-size";

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
                    Kind.NEXT_LINK, Set.of("has-more"),
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

    /** Where a page's being full or short decides, it must be known how many a full one has. */
    PagingRules refuseUnknownSize(
            boolean isKnown,
            @Nullable ShortPage shortPage,
            @Nullable FullPageWithoutLink fullPageWithoutLink) {
        String toSet =
                ": set it to as many records as the provider gives per page, or"
                        + " page-size-parameter to its name for that; else a page";
        Paging.require(
                isKnown
                        || kind != Kind.LINK_HEADER
                        || fullPageWithoutLink == FullPageWithoutLink.END,
                PAGE_SIZE,
                "is missing for kind link-header"
                        + toSet
                        + " whose Link Nango dropped would be taken for the last");
        Paging.require(
                isKnown || shortPage != ShortPage.END,
                PAGE_SIZE,
                "is missing for short-page end"
                        + toSet
                        + " of fewer than 100 would be taken for the last");
        return this;
    }

    /** The provider's names, as they are sent. */
    PagingRules refuseUnsendable(String setting, @Nullable String name, ParametersIn place) {
        Paging.require(
                name == null || !name.contains(Template.NANGOS_OWN),
                setting,
                "must not hold ${, where Nango would fill in credentials");
        if (name != null && !name.isEmpty() && place == ParametersIn.BODY) {
            Paging.require(!path(setting, name).isRoot(), setting, "is blank: name a member");
        }
        return this;
    }

    private static FieldPath path(String setting, String name) {
        try {
            return FieldPath.of(name);
        } catch (IllegalArgumentException e) {
            throw new BadMember(setting, "is a path into the body, and " + e.getMessage());
        }
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
