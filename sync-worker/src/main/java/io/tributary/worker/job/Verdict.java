package io.tributary.worker.job;

import io.tributary.events.SyncRun.Reason;

import java.time.Instant;

/** What becomes of a pull that was stopped. */
sealed interface Verdict {

    /**
     * It goes on later.
     *
     * @param attempts how often in a row it then had to wait without getting a page further
     */
    record Postpone(Instant at, int attempts, Reason reason) implements Verdict {}

    /** It is over. */
    record Fail(Reason reason) implements Verdict {}

    /** It is someone else's, or soon will be: nothing is recorded. */
    record LetGo() implements Verdict {}

    static Verdict fail(String code, String sentence) {
        return new Fail(new Reason(code, sentence));
    }
}
