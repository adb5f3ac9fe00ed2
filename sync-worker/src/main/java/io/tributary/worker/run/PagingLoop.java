package io.tributary.worker.run;

/** The provider's next page is one that this run has been at before. */
public final class PagingLoop extends RuntimeException {

    private static final long serialVersionUID = 1L;

    PagingLoop(Lease lease, Position next) {
        super("run %s was at its page %d before".formatted(lease.run(), next.page() + 1));
    }
}
