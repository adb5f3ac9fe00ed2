package io.tributary.worker.run;

import io.tributary.events.ConnectionStatus;
import io.tributary.events.SyncRun;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/** What operators order. Each order has the connection locked, as its own life has. */
@Component
@Transactional
public class OperatorRuns {

    private static final String TRIGGER = "operator";

    private final SyncTable syncs;
    private final RunTable runs;
    private final RunEvents events;
    private final Jobs jobs;
    private final Clock clock;

    OperatorRuns(SyncTable syncs, RunTable runs, RunEvents events, Jobs jobs, Clock clock) {
        this.syncs = syncs;
        this.runs = runs;
        this.events = events;
        this.jobs = jobs;
        this.clock = clock;
    }

    /**
     * Makes a new run, from the first page.
     *
     * @param by the subject of the operator's token
     * @throws RunRefused if one is under way or paused, or nothing can be pulled from the
     *     connection
     */
    public void trigger(SyncKey sync, String by) {
        refuseUnlessActive(sync);
        runs.live(sync).ifPresent(run -> refuseAsUnderWay(sync, run));
        refuseWherePaused(sync);
        begin(sync, by);
    }

    /**
     * Makes a new run, from the first page, in place of the one that is under way, if one is. That
     * one's worker may still have a request open; the new run waits until it has let go.
     *
     * @param by the subject of the operator's token
     * @throws RunRefused if an operator's pause holds, or nothing can be pulled from the connection
     */
    public void restart(SyncKey sync, String by) {
        refuseUnlessActive(sync);
        refuseWherePaused(sync);
        runs.live(sync).ifPresent(run -> giveUp(run, by));
        begin(sync, by);
    }

    private void giveUp(Run run, String by) {
        SyncRun.Reason reason = Holds.restarted(by);
        events.tell(run, SyncRun.Kind.FAILED, reason);
        runs.put(run, Standing.of(run, RunStatus.ENDED, reason));
    }

    private void begin(SyncKey sync, String by) {
        Instant now = clock.instant();
        UUID id = UUID.randomUUID();
        if (!runs.insert(id, sync.connection(), sync.model(), TRIGGER, by, now)) {
            throw new IllegalStateException("a run was made beside the connection's lock");
        }
        syncs.setLatest(sync, id);
        jobs.schedule(id, now);
    }

    private void refuseUnlessActive(SyncKey sync) {
        ConnectionStatus status =
                syncs.lockedConnection(sync.connection())
                        .orElseThrow(
                                () ->
                                        RunRefused.unknown(
                                                "No change of this connection was ever read from"
                                                    + " nango.connections. Look for it in the"
                                                    + " store's GET /api/connections: environment,"
                                                    + " integration and connectionId must be as"
                                                    + " there."));
        if (status == ConnectionStatus.BROKEN) {
            throw RunRefused.conflict(
                    "The connection is broken: its user must authorise anew before anything can be"
                            + " pulled.");
        }
        if (status == ConnectionStatus.DELETED) {
            throw RunRefused.conflict("The connection was deleted: nothing is left to pull.");
        }
    }

    private void refuseWherePaused(SyncKey sync) {
        syncs.pauseOf(sync)
                .ifPresent(
                        pause -> {
                            throw RunRefused.conflict(
                                    "%s paused this sync at %s: resume it, then trigger a run."
                                            .formatted(pause.by(), pause.at()));
                        });
    }

    private void refuseAsUnderWay(SyncKey sync, Run run) {
        String how =
                run.status() == RunStatus.PAUSED
                        ? "paused; have it go on with resume"
                        : "under way; pause and resume it to have it go on at once where it waits";
        String anew =
                syncs.pauseOf(sync).isPresent()
                        ? ""
                        : ", or give it up and begin at the first page with POST /api/syncs/%s/trigger?restart=true"
                                .formatted(sync.id());
        throw RunRefused.conflict(
                "Run %s of this sync is %s%s.".formatted(run.id(), how, anew), run.id());
    }

    /**
     * No run of it goes on, and none begins, until {@link #resume}. One that is paused already
     * keeps its pause, and who made it.
     *
     * @param by the subject of the operator's token
     */
    public void pause(SyncKey sync, String by) {
        syncs.lockedConnection(sync.connection());
        if (syncs.pauseOf(sync).isPresent()) {
            return;
        }
        OperatorPause pause = new OperatorPause(by, clock.instant().truncatedTo(ChronoUnit.MICROS));
        syncs.setPause(sync, pause);
        runs.live(sync).ifPresent(run -> hold(run, Holds.operator(pause)));
    }

    /**
     * Takes an operator's pause back. The run goes on at its checkpoint, at once, if its connection
     * lets it.
     *
     * @throws RunRefused if only the connection is in the way
     */
    public void resume(SyncKey sync) {
        boolean isBroken =
                syncs.lockedConnection(sync.connection())
                        .filter(status -> status == ConnectionStatus.BROKEN)
                        .isPresent();
        if (isBroken && syncs.pauseOf(sync).isEmpty()) {
            throw RunRefused.conflict(
                    "No operator paused it. Its connection is broken: it goes on by itself when"
                            + " the user has authorised anew.");
        }
        syncs.setPause(sync, null);
        runs.live(sync)
                .filter(run -> run.status() == RunStatus.PAUSED)
                .ifPresent(
                        run -> {
                            if (isBroken) {
                                hold(run, Holds.BROKEN);
                            } else {
                                goOn(run);
                            }
                        });
    }

    private void hold(Run run, SyncRun.Reason reason) {
        events.tell(run, SyncRun.Kind.PAUSED, reason);
        runs.put(run, Standing.of(run, RunStatus.PAUSED, reason));
    }

    private void goOn(Run run) {
        Instant now = clock.instant();
        runs.put(run, new Standing(RunStatus.RUNNING, 0, now, null));
        jobs.bringForward(run.id(), now);
    }
}
