package io.tributary.worker.pull;

import io.tributary.worker.definition.FieldPath;
import io.tributary.worker.definition.Paging;
import io.tributary.worker.definition.Way;
import io.tributary.worker.run.Position;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * A page was pulled, and the next is looked for.
 *
 * @param position of the page that was pulled
 * @param page what is left of it
 */
record PageTurn(Order order, Position position, PageSummary page) {

    private static final int MOST_DIGITS = 18;

    Paging paging() {
        return order.definition().paging();
    }

    /** Of the page that was pulled; null for the first. */
    @Nullable Place place() {
        return Place.of(position);
    }

    boolean isFull() {
        return page.records() >= pageSize(paging(), place());
    }

    /** Of pages that are counted it stays the one that the run began with. */
    static int pageSize(Paging paging, @Nullable Place place) {
        return place instanceof Place.PageNumber page && paging.way() instanceof Way.PageNumber
                ? page.size()
                : paging.fullPage();
    }

    /** What the page says of others after it; empty if the definition does not look. */
    Optional<Boolean> hasMore() {
        if (paging().hasMore() == null) {
            return Optional.empty();
        }
        if (page.noContent()) {
            return Optional.of(false);
        }
        JsonNode said = page.envelope().at(paging().hasMore());
        if (!said.isBoolean()) {
            throw unfit(
                    "has_more_unreadable",
                    "has no true or false at '%s'. Mend paging.has-more, or leave it out",
                    paging().hasMore());
        }
        return Optional.of(said.booleanValue());
    }

    /**
     * What the page has at this path to find the next by; empty if it is the last.
     *
     * @param what it is, as in {@code cursor_missing}
     */
    Optional<JsonNode> named(FieldPath path, String what) {
        JsonNode value = page.envelope().at(path);
        boolean none = isNone(value);
        if (!hasMore().orElse(!none)) {
            return Optional.empty();
        }
        if (none) {
            throw unfit(
                    what.replace(' ', '_') + "_missing",
                    "says at '%s' that others follow, and has no %s at '%s'. Mend paging.path",
                    paging().hasMore(),
                    what,
                    path);
        }
        return Optional.of(value);
    }

    /** The ways in which providers say that there is no next page. */
    private static boolean isNone(JsonNode value) {
        return value.isMissingNode()
                || value.isNull()
                || value.isString() && value.stringValue().isBlank()
                || value.isBoolean() && !value.booleanValue();
    }

    /** How many records all pages have; empty if the definition does not look. */
    OptionalLong total() {
        if (paging().total() == null) {
            return OptionalLong.empty();
        }
        if (page.noContent() && position.page() == 0) {
            return OptionalLong.of(0);
        }
        JsonNode said = page.envelope().at(paging().total());
        String text = said.isString() || said.isIntegralNumber() ? said.asString() : "";
        if (text.length() > MOST_DIGITS || !text.matches("[0-9]+")) {
            throw unfit(
                    "total_unreadable",
                    "has no number of records at '%s'. Mend paging.total, or leave it out",
                    paging().total());
        }
        return OptionalLong.of(Long.parseLong(text));
    }

    /**
     * @param what after "Page n", with the way out, without the definition's name
     */
    PullFailed unfit(String code, String what, @Nullable Object... values) {
        return PullFailed.unfit(
                code,
                "Page %d %s (definition '%s')."
                        .formatted(
                                position.page() + 1,
                                what.formatted(values),
                                order.definition().name()));
    }
}
