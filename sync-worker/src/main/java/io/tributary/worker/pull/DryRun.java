package io.tributary.worker.pull;

import io.tributary.events.ConnectionKey;
import io.tributary.worker.definition.Definition;
import io.tributary.worker.definition.Paging;
import io.tributary.worker.run.Position;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import java.util.function.Supplier;

/**
 * The first page of a pull, as it would be published. Writes nothing of Tributary's: no record, no
 * run, no checkpoint. Its calls are calls like any other: within the budget, with the connection's
 * credentials, and a POST is really sent.
 */
@Component
public class DryRun {

    private final Orders orders;
    private final ProviderPages pages;
    private final RecordExtraction extraction;
    private final NextPage nextPage;
    private final Showcases showcases;

    DryRun(
            Orders orders,
            ProviderPages pages,
            RecordExtraction extraction,
            NextPage nextPage,
            Showcases showcases) {
        this.orders = orders;
        this.pages = pages;
        this.extraction = extraction;
        this.nextPage = nextPage;
        this.showcases = showcases;
    }

    /** By what is configured. */
    public FirstPage run(ConnectionKey connection, String model) {
        return run(() -> orders.of(connection, model, () -> false));
    }

    /** By a definition that need not be. */
    public FirstPage run(ConnectionKey connection, Definition proposed) {
        return run(() -> orders.of(connection, proposed, () -> false));
    }

    private FirstPage run(Supplier<Order> ordered) {
        Order order;
        try {
            order = ordered.get();
        } catch (RuntimeException e) {
            return FirstPage.none(e);
        }
        return run(order);
    }

    private FirstPage run(Order order) {
        Showcase showcase = showcases.of(order);
        Position next = null;
        String remark = null;
        RuntimeException trouble = null;
        try (Page page = pages.fetch(order, Position.first(), () -> false)) {
            PageSummary summary = extraction.extract(order, page, showcase::add);
            next = nextPage.after(Position.first(), order, summary);
            remark = next.isEnd() ? remark(order.definition().paging(), summary) : null;
        } catch (RuntimeException e) {
            trouble = e;
        }
        return new FirstPage(
                call(order, Position.first()),
                showcase.count(),
                showcase.shown(),
                next == null || next.isEnd() ? null : call(order, next),
                remark,
                trouble);
    }

    /** Of the last page: a link or cursor that is looked for in the wrong place leaves no trace. */
    private static @Nullable String remark(Paging paging, PageSummary page) {
        boolean isShort = paging.isSizeKnown() && page.records() < paging.fullPage();
        if (paging.path() == null || paging.hasMore() != null || page.isEmpty() || isShort) {
            return null;
        }
        return "The page %s full (%d records) and names no next one at '%s': if there are more records than that, paging.path is wrong."
                .formatted(paging.isSizeKnown() ? "is" : "may be", page.records(), paging.path());
    }

    private static FirstPage.@Nullable Call call(Order order, Position position) {
        try {
            var body = PageRequests.body(order, position);
            return new FirstPage.Call(
                    order.call().method().name(),
                    PageRequests.target(order, position),
                    body == null ? null : body.bytes());
        } catch (RuntimeException e) {
            // What cannot be sent is the trouble that is told.
            return null;
        }
    }
}
