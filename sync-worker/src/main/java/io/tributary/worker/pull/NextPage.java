package io.tributary.worker.pull;

import io.tributary.worker.definition.Way;
import io.tributary.worker.run.Position;

import org.springframework.stereotype.Component;

import java.util.Optional;

/** Where the next page is, by the definition's kind of paging. */
@Component
class NextPage {

    /** The end, or where to go on. */
    Position after(Position position, Order order, PageSummary page) {
        PageTurn turn = new PageTurn(order, position, page);
        Optional<? extends Place> next =
                switch (turn.paging().way()) {
                    case Way.LinkHeader _ -> NextLinks.inHeader(turn);
                    case Way.NextLink(var path) -> NextLinks.inBody(turn, path);
                    case Way.Cursor(var path, _) -> NextCursors.cursor(turn, path);
                    case Way.LastId _ -> NextCursors.lastId(turn);
                    case Way.Offset(_, var first) -> NextCounts.offset(turn, first);
                    case Way.PageNumber(_, var first) -> NextCounts.pageNumber(turn, first);
                };
        if (next.isEmpty()) {
            return position.thenEnd();
        }
        refuseTooMany(turn);
        return position.then(next.get().text(), page.records());
    }

    private static void refuseTooMany(PageTurn turn) {
        long pages = turn.position().page() + 1;
        if (pages >= turn.paging().maxPages()) {
            throw PullFailed.unfit(
                    "too_many_pages",
                    "There are more than %d pages. If that is true of the provider, raise paging.max-pages of definition '%s'."
                            .formatted(turn.paging().maxPages(), turn.order().definition().name()));
        }
        int empty = turn.position().emptyPages() + 1;
        if (turn.page().isEmpty() && empty > turn.paging().maxEmptyPages()) {
            throw PullFailed.unfit(
                    "too_many_empty_pages",
                    "%d pages in a row had no record, and each said that others follow. If that is true of the provider, raise paging.max-empty-pages of definition '%s'."
                            .formatted(empty, turn.order().definition().name()));
        }
    }
}
