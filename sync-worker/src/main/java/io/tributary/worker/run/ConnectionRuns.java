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

    private final SyncTable syncs;
    private final RunTable runs;
    private final RunEvents events;
    private final Jobs jobs;
    private final Clock clock;

    ConnectionRuns(SyncTable syncs, RunTable runs, RunEvents events, Jobs jobs, Clock clock) {
        this.syncs = syncs;
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
     * @return whether one was made
     */
    public boolean start(ConnectionKey connection, String model, String trigger, String causeCeId) {
        Instant now = clock.instant();
        UUID id = DerivedId.ofConsequence(causeCeId, 0, "sync-run/" + model);
        if (!runs.insert(id, connection, model, trigger, null, now)) {
            return false;
        }
        SyncKey sync = new SyncKey(connection, model);
        syncs.setLatest(sync, id);
        syncs.pauseOf(sync).ifPresentOrElse(pause -> hold(id, pause), () -> jobs.schedule(id, now));
        return true;
    }

    /**
     * The same, only where the latest run failed; after {@link #resume}, which may let one go on.
     */
    public void startIfFailed(
            ConnectionKey connection, String model, String trigger, String causeCeId) {
        boolean hasFailed =
                syncs.statusOf(new SyncKey(connection, model))
                        .filter(status -> status == RunStatus.FAILED)
                        .isPresent();
        if (hasFailed) {
            start(connection, model, trigger, causeCeId);
        }
    }

    /**
     * The same, only where there never was a run.
     *
     * @param cause what asks for it: the same never makes a second run
     * @return whether one was made
     */
    public boolean startIfNew(
            ConnectionKey connection, String model, String trigger, String cause) {
        return syncs.statusOf(new SyncKey(connection, model)).isEmpty()
                && start(connection, model, trigger, cause);
    }

    private void hold(UUID id, OperatorPause pause) {
        runs.locked(id).ifPresent(run -> pause(run, Holds.operator(pause)));
    }

    /** Its runs wait until {@link #resume}: it needs its user. */
    public void pause(ConnectionKey connection) {
        runs.locked(connection, RunStatus.RUNNING).forEach(run -> pause(run, Holds.BROKEN));
    }

    private void pause(Run run, SyncRun.Reason reason) {
        events.tell(run, SyncRun.Kind.PAUSED, reason);
        runs.put(run, Standing.of(run, RunStatus.PAUSED, reason));
    }

    /**
     * Its runs go on at their checkpoints. One that is under way is taken from its worker too: that
     * one may have been refused before the repair, and would pause the run after it, for good. What
     * an operator paused stays so.
     */
    public void resume(ConnectionKey connection) {
        Instant now = clock.instant();
        for (Run run : runs.locked(connection, RunStatus.RUNNING, RunStatus.PAUSED)) {
            if (syncs.pauseOf(new SyncKey(connection, run.model())).isEmpty()) {
                runs.put(run, new Standing(RunStatus.RUNNING, 0, now, null));
                jobs.bringForward(run.id(), now);
            }
        }
    }

    /** Its runs are over: there is nothing left to pull from. */
    public void end(ConnectionKey connection) {
        for (Run run : runs.locked(connection, RunStatus.RUNNING, RunStatus.PAUSED)) {
            events.tell(run, SyncRun.Kind.FAILED, Holds.DELETED);
            runs.put(run, Standing.of(run, RunStatus.ENDED, Holds.DELETED));
        }
    }
}
