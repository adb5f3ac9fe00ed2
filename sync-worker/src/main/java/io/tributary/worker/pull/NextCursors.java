package io.tributary.worker.pull;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tributary.worker.definition.FieldPath;
import io.tributary.worker.definition.NangoNumber;
import io.tributary.worker.definition.Paging.ParametersIn;
import io.tributary.worker.definition.Paging.ShortPage;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

import java.util.Optional;

/** The next page by a value that the provider is told: its cursor, or the last record's id. */
final class NextCursors {

    private static final int LONGEST = 16 * 1024;

    private NextCursors() {}

    static Optional<Place.Cursor> cursor(PageTurn turn, FieldPath path) {
        Optional<JsonNode> cursor = turn.named(path, "cursor");
        if (cursor.isPresent() && !isUsable(cursor.get())) {
            throw turn.unfit(
                    "cursor_unusable",
                    "has a cursor at '%s' that is no text or whole number that can be sent. Mend"
                            + " paging.path, or ask the provider",
                    path);
        }
        cursor.ifPresent(value -> refuseChanged(turn, value, "cursor"));
        return cursor.map(Place.Cursor::new);
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
        refuseChanged(turn, id, "last id");
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
                            + " provider was asked to go on: it does not heed paging.parameter, or"
                            + " a cache repeats its pages. Mend paging.parameter, or ask the"
                            + " provider");
        }
    }

    /** The provider would go on at another place, and what lies between would be missing. */
    private static void refuseChanged(PageTurn turn, JsonNode value, String what) {
        if (turn.paging().parametersIn() == ParametersIn.BODY
                && value.isNumber()
                && !NangoNumber.isKept(value)) {
            throw turn.unfit(
                    "cursor_unusable",
                    "has as its %s a number beyond 2^53, and Nango, which reads a body's numbers as"
                        + " doubles, would send another. Set paging.parameters-in to query if the"
                        + " provider takes it there, or choose another kind of paging",
                    what);
        }
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
