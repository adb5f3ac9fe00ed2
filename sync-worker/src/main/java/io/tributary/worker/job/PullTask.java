package io.tributary.worker.job;

import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionContext;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;

import io.tributary.worker.run.Jobs;
import io.tributary.worker.run.Leases;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.support.TransactionOperations;

import java.time.Clock;
import java.util.UUID;

/** How db-scheduler executes runs. What the run's row says decides whether its job stays. */
@Configuration(proxyBeanMethods = false)
class PullTask {

    /** The rest is for a request that goes out a moment later. */
    private static final double ALMOST_DEAD = 0.8;

    private final PullJob job;
    private final Leases leases;
    private final DeadJobs dead;
    private final TransactionOperations transaction;
    private final BackOff backOff;
    private final Clock clock;

    PullTask(
            PullJob job,
            Leases leases,
            DeadJobs dead,
            TransactionOperations transaction,
            BackOff backOff,
            Clock clock) {
        this.job = job;
        this.leases = leases;
        this.dead = dead;
        this.transaction = transaction;
        this.backOff = backOff;
        this.clock = clock;
    }

    @Bean
    Task<Void> pulls() {
        return Tasks.custom(Jobs.PULL)
                .onDeadExecution(dead)
                .onFailure(
                        (failed, job) ->
                                job.reschedule(
                                        failed,
                                        backOff.after(failed.getExecution().consecutiveFailures)))
                .execute(
                        (instance, context) -> {
                            UUID run = UUID.fromString(instance.getId());
                            job.execute(run, () -> isToLetGo(context));
                            return (executed, job) -> afterwards(run, executed, job);
                        });
    }

    /**
     * When this worker ends, and when it may have been taken for dead, or soon will be: one that
     * was frozen finds out here that it was, and calls nobody any more.
     */
    private static boolean isToLetGo(ExecutionContext context) {
        return context.getSchedulerState().isShuttingDown()
                || context.getCurrentlyExecuting().getHeartbeatState().getFractionDead()
                        >= ALMOST_DEAD;
    }

    /**
     * The run's row is locked while its job is put right: else a connection that recovers in
     * between would find a job that is about to be removed, and its run would never go on.
     */
    private void afterwards(
            UUID run, ExecutionComplete executed, ExecutionOperations<Void> ownJob) {
        transaction.executeWithoutResult(
                _ ->
                        leases.nextExecution(run)
                                .ifPresentOrElse(
                                        due ->
                                                ownJob.reschedule(
                                                        executed,
                                                        due.isAfter(clock.instant())
                                                                ? due
                                                                : clock.instant()),
                                        ownJob::remove));
    }
}
