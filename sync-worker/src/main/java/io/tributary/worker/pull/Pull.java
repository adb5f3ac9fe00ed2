package io.tributary.worker.pull;

import io.tributary.worker.run.Lease;
import io.tributary.worker.run.Leases;
import io.tributary.worker.run.Position;

import org.springframework.stereotype.Component;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** One pull: next page, its records, published, checkpointed, until done. */
@Component
public class Pull {

    /** A checkpoint before it is as good as a look. */
    private static final Duration LONG = Duration.ofMillis(20);

    private final Orders orders;
    private final ProviderPages pages;
    private final RecordExtraction extraction;
    private final NextPage nextPage;
    private final RecordPublisher publisher;
    private final Leases leases;

    Pull(
            Orders orders,
            ProviderPages pages,
            RecordExtraction extraction,
            NextPage nextPage,
            RecordPublisher publisher,
            Leases leases) {
        this.orders = orders;
        this.pages = pages;
        this.extraction = extraction;
        this.nextPage = nextPage;
        this.publisher = publisher;
        this.leases = leases;
    }

    /**
     * Goes on where the run stands and ends with it complete. Whatever stops it is thrown; the
     * checkpoint stands, and at most the page in hand is published again.
     *
     * @param stopping whether to let go between two pages
     */
    public void run(Lease lease, BooleanSupplier stopping) {
        Order order = orders.of(lease.connection(), lease.model(), stopping);
        Position position = lease.position();
        try (PagesAhead ahead = new PagesAhead(pages, order, stopping)) {
            while (!position.isEnd()) {
                position = publish(lease, order, position, ahead);
            }
        }
        leases.complete(lease);
    }

    private Position publish(Lease lease, Order order, Position position, PagesAhead ahead) {
        try (Page page = ahead.take(position)) {
            refuseIfLost(lease, page);
            Publication publication = publisher.begin(lease, position);
            PageSummary summary = extraction.extract(order, page, publication::add);
            Position next = nextPage.after(position, order, summary);
            ahead.ask(next);
            publication.finish();
            return leases.checkpoint(lease, next, summary.records());
        }
    }

    /**
     * While a page was waited for the connection may have been deleted, or another worker may have
     * the run: of what came too late nothing is published.
     */
    private void refuseIfLost(Lease lease, Page page) {
        if (page.took().compareTo(LONG) > 0) {
            leases.confirm(lease);
        }
    }
}
