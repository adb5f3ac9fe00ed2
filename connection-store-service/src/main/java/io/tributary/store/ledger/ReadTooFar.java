package io.tributary.store.ledger;

/** The consumer is past what the tables hold, as after a restored backup: it must go back. */
public final class ReadTooFar extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ReadTooFar(int partition) {
        super("partition " + partition + " was read past what is applied of it");
    }
}
