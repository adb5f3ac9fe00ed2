package io.tributary.worker.job;

import io.tributary.events.SyncRun.Reason;
import io.tributary.worker.metrics.PullMetrics;
import io.tributary.worker.pull.Pull;
import io.tributary.worker.run.Lease;
import io.tributary.worker.run.LeaseLost;
import io.tributary.worker.run.Leases;

import org.apache.kafka.common.errors.RecordTooLargeException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;

import java.util.UUID;
import java.util.function.BooleanSupplier;

/** Takes a run over, pulls, and records what became of it. */
@Component
class PullJob {

    private static final Logger LOGGER = LoggerFactory.getLogger(PullJob.class);

    private static final String UNSAYABLE =
            "Why cannot be recorded in words; look at the worker's log.";

    private final Leases leases;
    private final Pull pull;
    private final FailureSorting sorting;
    private final PullMetrics metrics;
    private final JobSettings settings;

    PullJob(
            Leases leases,
            Pull pull,
            FailureSorting sorting,
            PullMetrics metrics,
            JobSettings settings) {
        this.leases = leases;
        this.pull = pull;
        this.sorting = sorting;
        this.metrics = metrics;
        this.settings = settings;
    }

    /** Does nothing if the run is not under way any more. */
    void execute(UUID run, BooleanSupplier stopping) {
        leases.takeOver(run).ifPresent(lease -> pull(lease, stopping));
    }

    private void pull(Lease lease, BooleanSupplier stopping) {
        Slice slice = new Slice(leases, lease, settings.slice());
        try {
            leases.announce(lease);
            pull.run(lease, () -> stopping.getAsBoolean() || slice.isOver());
            metrics.completed(lease);
            log(LOGGER.atInfo(), lease).log("pull completed");
        } catch (Throwable e) {
            // Errors of the JVM too: a run whose page overflows the stack must say so.
            record(lease, sorting.sort(e, leases.stall(lease)));
        }
    }

    private void record(Lease lease, Verdict verdict) {
        try {
            put(lease, verdict);
        } catch (DataIntegrityViolationException | RecordTooLargeException e) {
            // Else it would be tried again for ever, and nobody would know why.
            LOGGER.atError()
                    .addKeyValue("run", lease.run())
                    .setCause(e)
                    .log("a run's reason cannot be recorded as it is");
            put(lease, unsayable(verdict));
        }
    }

    private static Verdict unsayable(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Postpone(var at, var stall, var reason) ->
                    new Verdict.Postpone(at, stall, new Reason(reason.code(), UNSAYABLE));
            case Verdict.Fail(var reason) -> Verdict.fail(reason.code(), UNSAYABLE);
            case Verdict.LetGo letGo -> letGo;
        };
    }

    private void put(Lease lease, Verdict verdict) {
        try {
            switch (verdict) {
                case Verdict.Postpone(var at, var stall, var reason) -> {
                    leases.postpone(lease, stall, at, reason);
                    metrics.waits(lease, reason.code(), at);
                    stopped(LOGGER.atWarn().addKeyValue("until", at), lease, "waits", reason);
                }
                case Verdict.Fail(var reason) -> {
                    leases.fail(lease, reason);
                    metrics.failed(lease, reason.code());
                    stopped(LOGGER.atError(), lease, "failed", reason);
                }
                // Every few seconds where more runs wait than there are threads.
                case Verdict.LetGo() -> log(LOGGER.atDebug(), lease).log("pull let go");
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
