package io.tributary.worker.run;

/** Someone else has the run by now, or it is paused or over: let go of it and touch nothing. */
public final class LeaseLost extends RuntimeException {

    private static final long serialVersionUID = 1L;

    LeaseLost(Lease lease) {
        super("run " + lease.run() + " is no longer held under fence " + lease.fence());
    }
}
