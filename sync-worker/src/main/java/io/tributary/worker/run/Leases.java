package io.tributary.worker.run;

import io.tributary.events.SyncRun;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import java.time.Clock;
import java.time.Duration;
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

    private static final Duration A_MOMENT = Duration.ofSeconds(1);
    private static final Duration WHILE_PAUSED = Duration.ofDays(1);
    private static final SyncRun.Reason EARLIER =
            new SyncRun.Reason(
                    "earlier_run_in_hand",
                    "A worker still has this connection's earlier run of the model; it goes on by"
                            + " itself once that one has let go, or is known to be dead.");

    private final RunTable runs;
    private final JobTable jobs;
    private final RunEvents events;
    private final Clock clock;

    Leases(RunTable runs, JobTable jobs, RunEvents events, Clock clock) {
        this.runs = runs;
        this.jobs = jobs;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Takes the run, from whoever had it. Empty if it is not under way, or has to wait until the
     * worker of an earlier run of this connection and model has let go of that.
     */
    public Optional<Lease> takeOver(UUID id) {
        Optional<Run> waiting =
                runs.locked(id)
                        .filter(run -> run.status() == RunStatus.RUNNING)
                        .filter(jobs::isAnotherInHand);
        if (waiting.isPresent()) {
            putOff(waiting.get());
            return Optional.empty();
        }
        return runs.takeOver(id).map(Run::lease);
    }

    /**
     * Tells that the run started, unless that was told since it last began or resumed. Apart from
     * the take-over, which stands where Kafka is away: only who holds the run can say why it waits.
     */
    public void announce(Lease lease) {
        Run run = held(lease);
        if (!run.announced()) {
            events.tell(run, SyncRun.Kind.STARTED, null);
        }
    }

    private void putOff(Run run) {
        runs.put(
                run,
                new Standing(
                        RunStatus.RUNNING,
                        run.attempts(),
                        clock.instant().plus(A_MOMENT),
                        EARLIER));
    }

    /**
     * Makes sure that the run is still held, before something is done that cannot be undone.
     *
     * @throws LeaseLost if it is not
     */
    @Transactional(readOnly = true)
    public void confirm(Lease lease) {
        if (!runs.isHeld(lease)) {
            throw new LeaseLost(lease);
        }
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

    /**
     * Notes that so many records of the page in hand are published, for those who watch. Costs a
     * small update: for once every few seconds, not for every record.
     */
    public void progress(Lease lease, long pageRecords) {
        if (!runs.progress(lease, pageRecords)) {
            throw new LeaseLost(lease);
        }
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
     * @param stall how long it then got no page further
     */
    public void postpone(Lease lease, Stall stall, Instant at, SyncRun.Reason reason) {
        Run run = held(lease);
        runs.put(run, new Standing(RunStatus.RUNNING, stall.attempts(), at, reason));
        runs.stalled(run, stall);
    }

    /**
     * Whether another run waits for a thread while this one keeps its own, though it got a page
     * further since it was taken. Who is due for less than a moment need not be waiting: where a
     * thread is free it is found by the next poll.
     */
    @Transactional(readOnly = true)
    public boolean isInTheWay(Lease lease) {
        return jobs.isInTheWay(lease, clock.instant().minus(A_MOMENT));
    }

    /** How long the run has got no page further. */
    @Transactional(readOnly = true)
    public Stall stall(Lease lease) {
        return runs.stall(lease.run());
    }

    /**
     * When the run's job is to be executed next; empty if it is over. Locks its row, so that nobody
     * changes that before the caller's transaction ends. One that is paused keeps its job, which
     * then does nothing but see whether the run has ended: were it removed and made anew, its
     * versions would begin anew, and a worker that was frozen all the while could take the job for
     * the one that it has.
     */
    public Optional<Instant> nextExecution(UUID id) {
        return runs.locked(id)
                .filter(run -> !run.status().isOver())
                .map(
                        run ->
                                run.status() == RunStatus.PAUSED
                                        ? clock.instant().plus(WHILE_PAUSED)
                                        : run.dueAt());
    }

    private Run held(Lease lease) {
        return runs.locked(lease.run())
                .filter(run -> run.status() == RunStatus.RUNNING && run.fence() == lease.fence())
                .orElseThrow(() -> new LeaseLost(lease));
    }
}
