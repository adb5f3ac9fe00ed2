package io.tributary.worker.job;

import com.github.kagkarlsson.scheduler.boot.config.DbSchedulerProperties;
import com.github.kagkarlsson.scheduler.event.AbstractSchedulerListener;
import com.github.kagkarlsson.scheduler.task.DeadExecutionHandler;
import com.github.kagkarlsson.scheduler.task.Execution;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * Gives the jobs of a dead worker to others, once it is sure that it is dead. While PostgreSQL was
 * away nobody's beats were written: a worker whose request is open is alive all the same, and its
 * next beat may come after the first look that finds it late. So a job must be found with the same
 * beat by two looks in a row; and after an outage, which shows by looks that did not come about,
 * nobody is taken for dead before the fourth: as long as a lease, in which a pool of connections
 * has recovered and all who are alive have beaten.
 *
 * <p>Called by the one thread that looks for the dead.
 */
@Component
class DeadJobs extends AbstractSchedulerListener implements DeadExecutionHandler<Void> {

    private static final Logger LOGGER = LoggerFactory.getLogger(DeadJobs.class);

    /** So many looks without an interruption come before one that is believed. */
    private static final int LOOKS_BEFORE = 3;

    /** db-scheduler looks every other beat. */
    private static final int BEATS_A_LOOK = 2;

    private record Beat(long version, @Nullable Instant at) {}

    private final Clock clock;
    private final Duration longestGap;
    private Map<String, Beat> before = Map.of();
    private Map<String, Beat> found = new HashMap<>();
    private Instant lookedAt = Instant.EPOCH;
    private int looks;

    DeadJobs(DbSchedulerProperties scheduler, Clock clock) {
        this.clock = clock;
        Duration look = scheduler.getHeartbeatInterval().multipliedBy(BEATS_A_LOOK);
        this.longestGap = look.plus(look.dividedBy(2));
    }

    /** In a look, for each that is found. */
    @Override
    public void deadExecution(ExecutionComplete dead, ExecutionOperations<Void> job) {
        noticeInterruption();
        Execution execution = dead.getExecution();
        Beat last = new Beat(execution.version, execution.lastHeartbeat);
        found.put(execution.getId(), last);
        if (looks >= LOOKS_BEFORE && last.equals(before.get(execution.getId()))) {
            LOGGER.atWarn()
                    .addKeyValue("run", execution.getId())
                    .addKeyValue("worker", execution.pickedBy)
                    .addKeyValue("heartbeat", execution.lastHeartbeat)
                    .log("a worker is dead; its run goes to whoever is free");
            // It has been due since then: before all that came to be due later.
            job.reschedule(dead, execution.executionTime);
        }
    }

    /** After each look that came about. */
    @Override
    public void onSchedulerEvent(SchedulerEventType type) {
        if (type == SchedulerEventType.RAN_DETECT_DEAD) {
            noticeInterruption();
            before = found;
            found = new HashMap<>();
            lookedAt = clock.instant();
            looks++;
        }
    }

    private void noticeInterruption() {
        if (lookedAt.plus(longestGap).isBefore(clock.instant())) {
            looks = 0;
            before = Map.of();
        }
    }
}
