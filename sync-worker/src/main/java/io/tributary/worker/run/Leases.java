package io.tributary.worker.run;

import io.tributary.events.SyncRun;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * What a worker does to the run that it holds. Each change is under the condition that it still
 * does; else {@link LeaseLost} is thrown and nothing is changed.
 */
@Component
@Transactional
public class Leases {

    private final RunTable runs;
    private final RunEvents events;

    Leases(RunTable runs, RunEvents events) {
        this.runs = runs;
        this.events = events;
    }

    /** Takes the run, from whoever had it. Empty if it is not under way. */
    public Optional<Lease> takeOver(UUID id) {
        Optional<Run> taken = runs.takeOver(id);
        taken.filter(run -> !run.announced())
                .ifPresent(run -> events.tell(run, SyncRun.Kind.STARTED, null));
        return taken.map(Run::lease);
    }

    /**
     * Records that the page before {@code next} is published.
     *
     * @param records how many records it had
     * @return {@code next}
     * @throws PagingLoop if this run has been at {@code next} before; the page does not count then
     */
    public Position checkpoint(Lease lease, Position next, int records) {
        if (!runs.advance(lease, next, records)) {
            throw new LeaseLost(lease);
        }
        String place = next.next();
        if (place != null && !runs.visit(lease.run(), place)) {
            throw new PagingLoop(lease, next);
        }
        return next;
    }

    /** Every page is published. */
    public void complete(Lease lease) {
        end(lease, SyncRun.Kind.COMPLETED, RunStatus.COMPLETED, null);
    }

    /** It cannot go on without an operator. */
    public void fail(Lease lease, SyncRun.Reason reason) {
        end(lease, SyncRun.Kind.FAILED, RunStatus.FAILED, reason);
    }

    private void end(
            Lease lease, SyncRun.Kind told, RunStatus status, SyncRun.@Nullable Reason reason) {
        Run run = held(lease);
        events.tell(run, told, reason);
        runs.put(run, Standing.of(run, status, reason));
    }

    /**
     * It is tried again, not before {@code at}.
     *
     * @param attempts how often in a row it then had to wait without getting a page further
     */
    public void postpone(Lease lease, int attempts, Instant at, SyncRun.Reason reason) {
        runs.put(held(lease), new Standing(RunStatus.RUNNING, attempts, at, reason));
    }

    /** How often in a row the run had to wait without getting a page further. */
    @Transactional(readOnly = true)
    public int attempts(Lease lease) {
        return runs.attempts(lease.run());
    }

    /**
     * When the run wants to be executed next; empty if it does not. Locks its row, so that nobody
     * changes that before the caller's transaction ends.
     */
    public Optional<Instant> nextExecution(UUID id) {
        return runs.locked(id).filter(run -> run.status() == RunStatus.RUNNING).map(Run::dueAt);
    }

    private Run held(Lease lease) {
        return runs.locked(lease.run())
                .filter(run -> run.status() == RunStatus.RUNNING && run.fence() == lease.fence())
                .orElseThrow(() -> new LeaseLost(lease));
    }
}
