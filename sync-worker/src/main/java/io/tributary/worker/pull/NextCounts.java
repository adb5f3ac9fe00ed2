package io.tributary.worker.pull;

import io.tributary.worker.definition.Paging.ShortPage;

import java.util.Optional;

/** The next page by counting records or pages. */
final class NextCounts {

    private NextCounts() {}

    static Optional<Place.Offset> offset(PageTurn turn, long first) {
        Place.Offset here =
                turn.place() instanceof Place.Offset offset ? offset : new Place.Offset(first, "");
        refuseRepeated(turn, here.after());
        long next = here.number() + turn.page().records();
        if (!goesOn(turn, next - first)) {
            return Optional.empty();
        }
        if (turn.page().isEmpty()) {
            throw turn.unfit(
                    "paging_stuck",
                    "has no record and says at '%s' that others follow: there is nothing to count"
                            + " on. Choose kind page-number, or ask the provider",
                    turn.paging().hasMore());
        }
        return Optional.of(new Place.Offset(next, turn.page().fingerprint()));
    }

    static Optional<Place.PageNumber> pageNumber(PageTurn turn, long first) {
        Place.PageNumber here =
                turn.place() instanceof Place.PageNumber page
                        ? page
                        : new Place.PageNumber(first, turn.paging().fullPage(), 0, "");
        refuseRepeated(turn, here.after());
        long seen = here.records() + turn.page().records();
        if (!goesOn(turn, seen)) {
            return Optional.empty();
        }
        return Optional.of(
                new Place.PageNumber(
                        here.number() + 1, here.size(), seen, turn.page().fingerprint()));
    }

    private static boolean goesOn(PageTurn turn, long seen) {
        if (turn.total().isPresent()) {
            long total = turn.total().getAsLong();
            if (turn.page().isEmpty() && seen < total) {
                throw turn.unfit(
                        "total_not_reached",
                        "is empty after %d records, while '%s' says that there are %d. Take"
                                + " paging.total out: an empty page is the end then",
                        seen,
                        turn.paging().total(),
                        total);
            }
            // More than there are on full pages: some came twice, and so others may be to come. As
            // many as there are is the end, although full: many refuse to be asked for more.
            return seen < total || seen > total && turn.isFull();
        }
        return turn.hasMore()
                .orElse(
                        !turn.page().isEmpty()
                                && (turn.isFull() || turn.paging().shortPage() != ShortPage.END));
    }

    private static void refuseRepeated(PageTurn turn, String before) {
        if (!turn.page().isEmpty() && turn.page().fingerprint().equals(before)) {
            throw turn.unfit(
                    "page_repeated",
                    "has the same records as the one before: the provider does not heed the"
                        + " parameter that says which page is asked for. Mend paging.parameter");
        }
    }
}
