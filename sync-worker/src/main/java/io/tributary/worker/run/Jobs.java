package io.tributary.worker.run;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.exceptions.ExecutionException;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceCurrentlyExecutingException;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.TaskInstance;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

import java.time.Instant;
import java.util.UUID;

/**
 * Has a run executed. Inside a transaction the job is part of it; with the run's row locked there
 * is exactly one job for a run that is under way, and at most one for any other: that of a paused
 * one waits until the run is brought forward, and goes within a day once the run has ended.
 */
@Component
public class Jobs {

    /** The job of a run; its instance is the run's id. */
    public static final TaskDescriptor<Void> PULL = TaskDescriptor.of("pull");

    private static final Logger LOGGER = LoggerFactory.getLogger(Jobs.class);

    private final SchedulerClient scheduler;

    Jobs(@Lazy SchedulerClient scheduler) {
        this.scheduler = scheduler;
    }

    /** A job that is there already stays as it is. */
    void schedule(UUID run, Instant at) {
        scheduler.scheduleIfNotExists(PULL.instance(run.toString()).build(), at);
    }

    /** A job that is there already and waits for longer does not any more. */
    void bringForward(UUID run, Instant to) {
        TaskInstance<Void> job = PULL.instance(run.toString()).build();
        if (scheduler.scheduleIfNotExists(job, to)) {
            return;
        }
        try {
            scheduler.reschedule(job, to);
        } catch (TaskInstanceCurrentlyExecutingException | ExecutionException e) {
            // The latter where it was picked between being read and being moved. Whoever executes
            // it waits for the run's row, which says what to do and when.
            LOGGER.atDebug().addKeyValue("run", run).log("the run's job is executing");
        }
    }
}
