package io.tributary.worker.job;

import io.tributary.events.SyncRun.Reason;
import io.tributary.worker.metrics.PullMetrics;
import io.tributary.worker.pull.Pull;
import io.tributary.worker.run.Lease;
import io.tributary.worker.run.LeaseLost;
import io.tributary.worker.run.Leases;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;
import org.springframework.stereotype.Component;

import java.util.UUID;
import java.util.function.BooleanSupplier;

/** Takes a run over, pulls, and records what became of it. */
@Component
class PullJob {

    private static final Logger LOGGER = LoggerFactory.getLogger(PullJob.class);

    private final Leases leases;
    private final Pull pull;
    private final FailureSorting sorting;
    private final PullMetrics metrics;

    PullJob(Leases leases, Pull pull, FailureSorting sorting, PullMetrics metrics) {
        this.leases = leases;
        this.pull = pull;
        this.sorting = sorting;
        this.metrics = metrics;
    }

    /** Does nothing if the run is not under way any more. */
    void execute(UUID run, BooleanSupplier stopping) {
        leases.takeOver(run).ifPresent(lease -> pull(lease, stopping));
    }

    private void pull(Lease lease, BooleanSupplier stopping) {
        try {
            pull.run(lease, stopping);
            metrics.completed(lease);
            log(LOGGER.atInfo(), lease).log("pull completed");
        } catch (RuntimeException e) {
            record(lease, sorting.sort(e, leases.stall(lease)));
        }
    }

    private void record(Lease lease, Verdict verdict) {
        try {
            switch (verdict) {
                case Verdict.Postpone(var at, var attempts, var reason) -> {
                    leases.postpone(lease, attempts, at, reason);
                    metrics.waits(lease, reason.code(), at);
                    stopped(LOGGER.atWarn().addKeyValue("until", at), lease, "waits", reason);
                }
                case Verdict.Fail(var reason) -> {
                    leases.fail(lease, reason);
                    metrics.failed(lease, reason.code());
                    stopped(LOGGER.atError(), lease, "failed", reason);
                }
                case Verdict.LetGo() -> log(LOGGER.atInfo(), lease).log("pull let go");
            }
        } catch (LeaseLost e) {
            log(LOGGER.atInfo(), lease).log("pull let go");
        }
    }

    private static void stopped(
            LoggingEventBuilder entry, Lease lease, String outcome, Reason reason) {
        log(entry, lease)
                .addKeyValue("outcome", outcome)
                .addKeyValue("reason", reason.code())
                .log(reason.sentence());
    }

    private static LoggingEventBuilder log(LoggingEventBuilder entry, Lease lease) {
        return entry.addKeyValue("run", lease.run())
                .addKeyValue("connection", lease.connection().encoded())
                .addKeyValue("model", lease.model())
                .addKeyValue("fence", lease.fence());
    }
}
