package io.tributary.worker.run;

import io.tributary.events.ConnectionKey;
import io.tributary.events.SyncRun.Reason;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** One run without a database, which refuses to put it down as often as it is told to. */
public final class SingleLease extends Leases {

    public final Deque<RuntimeException> refusals = new ArrayDeque<>();
    public final List<Reason> reasons = new ArrayList<>();

    public SingleLease() {
        super(null, null, null, Clock.systemUTC());
    }

    @Override
    public Optional<Lease> takeOver(UUID id) {
        return Optional.of(
                new Lease(
                        id, new ConnectionKey("dev", "crm", "c"), "Contact", 1, Position.first()));
    }

    @Override
    public void announce(Lease lease) {}

    @Override
    public Stall stall(Lease lease) {
        return Stall.NONE;
    }

    @Override
    public void postpone(Lease lease, Stall stall, Instant at, Reason reason) {
        record(reason);
    }

    @Override
    public void fail(Lease lease, Reason reason) {
        record(reason);
    }

    private void record(Reason reason) {
        if (!refusals.isEmpty()) {
            throw refusals.remove();
        }
        reasons.add(reason);
    }
}
