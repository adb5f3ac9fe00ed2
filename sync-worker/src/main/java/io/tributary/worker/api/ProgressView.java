package io.tributary.worker.api;

import io.swagger.v3.oas.annotations.media.Schema;
import io.tributary.worker.run.Progress;
import io.tributary.worker.run.Run;
import io.tributary.worker.run.Sync;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/** How a run gets on. */
@Schema(
        name = "Progress",
        description =
                "How a run gets on, from the database: the same whichever worker is asked, and"
                        + " after any was started anew.")
record ProgressView(
        @Schema(
                        description =
                                "pulling: a worker has it. waiting: something made it wait, see"
                                        + " reason and dueAt. queued: it waits for a worker.",
                        allowableValues = {"pulling", "waiting", "queued"})
                String state,
        @Schema(description = "Published so far, the page in hand included.") long records,
        @Schema(description = "Number of the page in hand, from 1.") long page,
        @Schema(
                        description =
                                "Since when it is at that page: its call, its wait for its turn to"
                                        + " call, and its records.")
                @Nullable Instant pageStartedAt,
        @Schema(
                        description =
                                "Records of that page published so far, told every few seconds;"
                                        + " after a take-over the page begins anew.")
                long pageRecords,
        @Schema(description = "When records were last published.") @Nullable Instant progressedAt,
        @Schema(
                        description =
                                "Records per second of late; zero after a minute without any, null"
                                        + " before it began.")
                @Nullable RateView recently,
        @Schema(description = "Records per second since it began, waits and pauses included.")
                @Nullable RateView sinceStart,
        @Schema(description = "How often in a row it had to wait without getting a page further.")
                int attempts,
        @Schema(description = "The worker that has it; null while none has.")
                @Nullable String worker,
        @Schema(
                        description =
                                "That worker's last sign of life; when several are missing another"
                                        + " worker takes over.")
                @Nullable Instant heartbeatAt) {

    /** A speed. */
    @Schema(name = "Rate", description = "How fast records were published.")
    record RateView(
            @Schema(description = "On average.") double recordsPerSecond,
            @Schema(description = "Over how many seconds.") double seconds) {

        static @Nullable RateView of(Progress.@Nullable Rate rate) {
            return rate == null ? null : new RateView(rate.recordsPerSecond(), rate.seconds());
        }
    }

    static ProgressView of(Sync sync) {
        Run run = sync.latest();
        Progress progress = sync.progress();
        Progress.Execution job = progress.job();
        return new ProgressView(
                job != null ? "pulling" : run.waits() ? "waiting" : "queued",
                progress.records(),
                run.pages() + 1,
                progress.pageStartedAt(),
                progress.pageRecords(),
                progress.progressedAt(),
                RateView.of(progress.recently()),
                RateView.of(progress.sinceStart()),
                run.attempts(),
                job == null ? null : job.worker(),
                job == null ? null : job.heartbeatAt());
    }
}
