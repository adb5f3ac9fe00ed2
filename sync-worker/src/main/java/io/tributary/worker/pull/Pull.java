package io.tributary.worker.pull;

import io.tributary.worker.run.Lease;
import io.tributary.worker.run.Leases;
import io.tributary.worker.run.Position;

import org.springframework.stereotype.Component;

import java.util.function.BooleanSupplier;

/** One pull: next page, its records, published, checkpointed, until done. */
@Component
public class Pull {

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
        while (!position.isEnd()) {
            position = publish(lease, order, position, stopping);
        }
        leases.complete(lease);
    }

    private Position publish(
            Lease lease, Order order, Position position, BooleanSupplier stopping) {
        try (Page page = pages.fetch(order, position, stopping)) {
            PageSummary published =
                    publisher.publish(
                            lease, position, records -> extraction.extract(order, page, records));
            Position next = nextPage.after(position, order, published);
            return leases.checkpoint(lease, next, published.records());
        }
    }
}
