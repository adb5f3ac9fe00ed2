package io.tributary.worker.run;

import io.tributary.events.ConnectionKey;
import io.tributary.events.DerivedId;
import io.tributary.events.SyncRun;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

import java.time.Clock;
import java.time.Instant;
import java.util.UUID;

/**
 * What the life of a connection does to its runs. Every method belongs into the caller's
 * transaction, and takes the runs that it changes out of their workers' hands.
 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
public class ConnectionRuns {

    private final RunTable runs;
    private final RunEvents events;
    private final Jobs jobs;
    private final Clock clock;

    ConnectionRuns(RunTable runs, RunEvents events, Jobs jobs, Clock clock) {
        this.runs = runs;
        this.events = events;
        this.jobs = jobs;
        this.clock = clock;
    }

    /**
     * Makes a run, unless one of this connection and model is under way or paused.
     *
     * @param trigger why, for example {@code created}
     * @param causeCeId the event that asks for it: the same one never makes a second run
     */
    public void start(ConnectionKey connection, String model, String trigger, String causeCeId) {
        Instant now = clock.instant();
        UUID id = DerivedId.ofConsequence(causeCeId, 0, "sync-run/" + model);
        if (runs.insert(id, connection, model, trigger, now)) {
            jobs.schedule(id, now);
        }
    }

    /** Its runs wait until {@link #resume}. */
    public void pause(ConnectionKey connection, SyncRun.Reason reason) {
        for (Run run : runs.locked(connection, RunStatus.RUNNING)) {
            events.tell(run, SyncRun.Kind.PAUSED, reason);
            runs.put(run, Standing.of(run, RunStatus.PAUSED, reason));
        }
    }

    /**
     * Its runs go on at their checkpoints. One that is under way is taken from its worker too: that
     * one may have been refused before the repair, and would pause the run after it, for good.
     */
    public void resume(ConnectionKey connection) {
        Instant now = clock.instant();
        for (Run run : runs.locked(connection, RunStatus.RUNNING, RunStatus.PAUSED)) {
            runs.put(run, new Standing(RunStatus.RUNNING, 0, now, null));
            jobs.bringForward(run.id(), now);
        }
    }

    /** Its runs are over: there is nothing left to pull from. */
    public void end(ConnectionKey connection, SyncRun.Reason reason) {
        for (Run run : runs.locked(connection, RunStatus.RUNNING, RunStatus.PAUSED)) {
            events.tell(run, SyncRun.Kind.FAILED, reason);
            runs.put(run, Standing.of(run, RunStatus.ENDED, reason));
        }
    }
}
