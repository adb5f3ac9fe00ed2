package io.tributary.worker.pull;

import io.tributary.worker.run.Lease;

import java.util.function.BooleanSupplier;

/** Gets no further than this. */
public final class BrokenPull extends Pull {

    private final Throwable failure;

    public BrokenPull(Throwable failure) {
        super(null, null, null, null, null, null);
        this.failure = failure;
    }

    @Override
    public void run(Lease lease, BooleanSupplier stopping) {
        switch (failure) {
            case Error e -> throw e;
            case RuntimeException e -> throw e;
            default -> throw new AssertionError("cannot be thrown by a pull", failure);
        }
    }
}
