package io.tributary.worker.run;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;

import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

import java.time.Instant;
import java.util.UUID;

/**
 * Has a run executed. Inside a transaction the job is part of it; with the run's row locked there
 * is exactly one job for a run that is under way, and none for any other.
 */
@Component
public class Jobs {

    /** The job of a run; its instance is the run's id. */
    public static final TaskDescriptor<Void> PULL = TaskDescriptor.of("pull");

    private final SchedulerClient scheduler;

    Jobs(@Lazy SchedulerClient scheduler) {
        this.scheduler = scheduler;
    }

    /** A job that is there already stays as it is. */
    void schedule(UUID run, Instant at) {
        scheduler.scheduleIfNotExists(PULL.instance(run.toString()).build(), at);
    }
}
