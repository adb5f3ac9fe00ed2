package io.tributary.worker.job;

import io.tributary.events.SyncRun.Reason;
import io.tributary.worker.run.Stall;

import org.springframework.stereotype.Component;

/** What a run would say of a failure, for those who only try. */
@Component
public class Diagnosis {

    /**
     * @param isTriedAgain whether a run would wait and try again, rather than fail
     */
    public record Finding(Reason reason, boolean isTriedAgain) {}

    /** What is tried a few times only is not worth waiting for. */
    private static final Stall AFTER_A_FEW = new Stall(10, Stall.Kind.A_FEW_TIMES, 10, null);

    private final FailureSorting sorting;

    Diagnosis(FailureSorting sorting) {
        this.sorting = sorting;
    }

    /** In the one sentence that the run would have. */
    public Finding of(RuntimeException failure) {
        return switch (sorting.sort(failure, AFTER_A_FEW)) {
            case Verdict.Postpone(_, _, var reason) -> new Finding(reason, true);
            case Verdict.Fail(var reason) -> new Finding(reason, false);
            case Verdict.LetGo() ->
                    new Finding(
                            new Reason(
                                    "worker_stopping",
                                    "This worker is told to end; try it with another."),
                            true);
        };
    }
}
