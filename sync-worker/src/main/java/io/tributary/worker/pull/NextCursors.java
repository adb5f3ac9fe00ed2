package io.tributary.worker.pull;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tributary.worker.definition.FieldPath;
import io.tributary.worker.definition.Paging.ShortPage;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

import java.util.Optional;

/** The next page by a value that the provider is told: its cursor, or the last record's id. */
final class NextCursors {

    private static final int LONGEST = 16 * 1024;

    private NextCursors() {}

    static Optional<Place.Cursor> cursor(PageTurn turn, FieldPath path) {
        JsonNode cursor = turn.page().envelope().at(path);
        boolean none = isNone(cursor);
        boolean more = turn.hasMore().orElse(!none);
        if (!more) {
            return Optional.empty();
        }
        if (none) {
            throw turn.unfit(
                    "cursor_missing",
                    "says at '%s' that others follow, and has no cursor at '%s'. Mend paging.path",
                    turn.paging().hasMore(),
                    path);
        }
        if (!isUsable(cursor)) {
            throw turn.unfit(
                    "cursor_unusable",
                    "has a cursor at '%s' that is no text or whole number that can be sent. Mend"
                            + " paging.path, or ask the provider",
                    path);
        }
        return Optional.of(new Place.Cursor(cursor));
    }

    static Optional<Place.LastId> lastId(PageTurn turn) {
        JsonNode id = turn.page().lastId();
        boolean goesOn =
                turn.hasMore()
                        .orElse(
                                turn.isFull()
                                        || id != null
                                                && turn.paging().shortPage() != ShortPage.END);
        if (!goesOn) {
            refusePageBefore(turn, id);
            return Optional.empty();
        }
        if (id == null) {
            throw turn.unfit(
                    "paging_stuck",
                    "has no record and says at '%s' that others follow: there is no last id to go"
                            + " on from. Ask the provider",
                    turn.paging().hasMore());
        }
        if (!isUsable(id)) {
            throw turn.unfit(
                    "cursor_unusable",
                    "ends with a record whose id cannot be sent. Choose another kind of paging");
        }
        return Optional.of(new Place.LastId(id));
    }

    /**
     * The page that led here came again, and calls itself the last: what it stands in the place of
     * would be missing. One record may be the provider's way to say that there is nothing after it.
     */
    private static void refusePageBefore(PageTurn turn, @Nullable JsonNode id) {
        if (id != null
                && turn.page().records() > 1
                && turn.place() instanceof Place.LastId(var asked)
                && asked.asString().equals(id.asString())) {
            throw turn.unfit(
                    "paging_loop",
                    "says that it is the last, and ends with the very record after which the"
                            + " provider was asked to go on. Ask the provider");
        }
    }

    /** The ways in which providers say that there is no next page. */
    static boolean isNone(JsonNode value) {
        return value.isMissingNode()
                || value.isNull()
                || value.isString() && value.stringValue().isBlank()
                || value.isBoolean() && !value.booleanValue();
    }

    /** In a query and in a database; and Nango is to fill nothing in. */
    private static boolean isUsable(JsonNode value) {
        String text = value.asString("");
        return (value.isString() || value.isIntegralNumber())
                && text.length() <= LONGEST
                && text.indexOf('\0') < 0
                && !text.contains("${")
                && UTF_8.newEncoder().canEncode(text);
    }
}
