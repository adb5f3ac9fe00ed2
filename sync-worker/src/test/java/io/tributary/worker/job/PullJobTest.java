package io.tributary.worker.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.events.SyncRun.Reason;
import io.tributary.worker.metrics.NoMetrics;
import io.tributary.worker.pull.BrokenPull;
import io.tributary.worker.pull.PullFailed;
import io.tributary.worker.pull.Trouble;
import io.tributary.worker.run.SingleLease;

import org.apache.kafka.common.errors.RecordTooLargeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.QueryTimeoutException;

import java.util.UUID;
import java.util.stream.Stream;

/** Whatever stops a pull reaches its run's row, for an operator to read. */
class PullJobTest {

    private final SingleLease lease = new SingleLease();

    static Stream<Throwable> errors() {
        return Stream.of(new StackOverflowError(), new OutOfMemoryError("Java heap space"));
    }

    @ParameterizedTest
    @MethodSource("errors")
    void recordsAnErrorOfTheJvm(Throwable error) {
        pull(error);

        assertThat(lease.reasons)
                .singleElement()
                .satisfies(
                        reason -> {
                            assertThat(reason.code()).isEqualTo("unforeseen");
                            assertThat(reason.sentence())
                                    .contains(error.getClass().getSimpleName());
                        });
    }

    static Stream<RuntimeException> refusals() {
        return Stream.of(
                new DataIntegrityViolationException("invalid byte sequence"),
                new RecordTooLargeException());
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void recordsAFixedSentenceWhereTheReasonIsRefused(RuntimeException refusal) {
        lease.refusals.add(refusal);

        pull(new PullFailed(new Trouble.Unfit("too_many_pages", "Mend it.")));

        assertThat(lease.reasons)
                .containsExactly(
                        new Reason(
                                "too_many_pages",
                                "Why cannot be recorded in words; look at the worker's log."));
    }

    /** The job is executed again, and finds out anew. */
    @Test
    void leavesItToTheNextExecutionWhereTheDatabaseIsAway() {
        lease.refusals.add(new QueryTimeoutException("slow"));

        assertThatThrownBy(() -> pull(new StackOverflowError()))
                .isInstanceOf(QueryTimeoutException.class);
        assertThat(lease.reasons).isEmpty();
    }

    private void pull(Throwable failure) {
        new PullJob(
                        lease,
                        new BrokenPull(failure),
                        new Sorting().failures,
                        NoMetrics.make(),
                        Sorting.SETTINGS)
                .execute(UUID.randomUUID(), () -> false);
    }
}
