package io.tributary.worker.pull;

import io.tributary.events.RecordChange;
import io.tributary.worker.definition.Definition;
import io.tributary.worker.run.Lease;
import io.tributary.worker.run.Leases;
import io.tributary.worker.run.Position;

import org.springframework.stereotype.Component;

import java.util.List;
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
        Definition definition = order.definition();
        Position position = lease.position();
        while (!position.isEnd()) {
            Page page = pages.fetch(lease, definition, order.call(), position, stopping);
            List<RecordChange> records = extraction.records(lease, definition, page);
            Position next =
                    nextPage.after(position, definition, order.call(), page, records.size());
            publisher.publish(lease, position, records);
            position = leases.checkpoint(lease, next, records.size());
        }
        leases.complete(lease);
    }
}
