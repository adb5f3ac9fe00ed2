package io.tributary.worker.job;

import io.tributary.events.SyncRun.Reason;
import io.tributary.worker.run.Stall;

import java.time.Instant;

/** What becomes of a pull that was stopped. */
sealed interface Verdict {

    /** Characters of a sentence. */
    int LONGEST = 4_000;

    int REPLACEMENT = 0xFFFD;

    /**
     * It goes on later.
     *
     * @param stall how long it then got no page further
     */
    record Postpone(Instant at, Stall stall, Reason reason) implements Verdict {}

    /** It is over. */
    record Fail(Reason reason) implements Verdict {}

    /** It is someone else's, or soon will be: nothing is recorded. */
    record LetGo() implements Verdict {}

    static Verdict fail(String code, String sentence) {
        return new Fail(reason(code, sentence));
    }

    /**
     * As a database and a topic take it: names that a provider chose may be in the sentence, of any
     * length and of any characters.
     */
    static Reason reason(String code, String sentence) {
        String clean =
                sentence.codePoints()
                        .map(c -> Character.isISOControl(c) || isSurrogate(c) ? REPLACEMENT : c)
                        .limit(LONGEST)
                        .collect(
                                StringBuilder::new,
                                StringBuilder::appendCodePoint,
                                StringBuilder::append)
                        .toString();
        return new Reason(code, clean);
    }

    private static boolean isSurrogate(int codePoint) {
        return Character.getType(codePoint) == Character.SURROGATE;
    }
}
