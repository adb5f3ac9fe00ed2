package io.tributary.worker.job;

import io.tributary.events.SyncRun.Reason;
import io.tributary.nango.api.RetryAfter;
import io.tributary.worker.run.Stall;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import java.time.Duration;
import java.time.Instant;

/** How often what stopped a pull is tried again. */
@Component
class Patience {

    /** So that a setting of minutes does not end a run after two or three tries. */
    private static final int AT_LEAST = 10;

    private static final int A_FEW = 5;

    /** For a provider that asks to be asked at once, again and again. */
    private static final Duration SHORTEST = Duration.ofSeconds(1);

    private final BackOff backOff;
    private final JobSettings settings;

    Patience(BackOff backOff, JobSettings settings) {
        this.backOff = backOff;
        this.settings = settings;
    }

    /**
     * Without end: someone will mend it, and nobody would start the run anew then. It costs a call
     * every longest wait.
     */
    Verdict forEver(Stall stall, String code, String sentence) {
        return postpone(backOff.after(stall.attempts()), stall, code, sentence);
    }

    /** The same, when whoever refused says, if they say. */
    Verdict forEver(@Nullable RetryAfter asked, Stall stall, String code, String sentence) {
        return postpone(when(asked, stall), stall, code, sentence);
    }

    /**
     * Until it has got no page further for so long that an operator should hear of it: it may be
     * the same page that fails each time, and then no waiting helps.
     */
    Verdict untilGivenUp(@Nullable RetryAfter asked, Stall stall, String code, String sentence) {
        Instant since = stall.since();
        if (since != null
                && stall.attempts() >= AT_LEAST
                && backOff.now().isAfter(since.plus(settings.giveUpAfter()))) {
            return Verdict.fail(
                    code,
                    "%s That was tried %d times since %s without getting a page further: mend it, then trigger the sync anew."
                            .formatted(sentence, stall.attempts(), since));
        }
        return forEver(asked, stall, code, sentence + " It is tried again.");
    }

    /** A few times: what is wrong is most likely so for good, but may be an error page. */
    Verdict aFewTimes(Stall stall, String code, String sentence) {
        return stall.attempts() + 1 >= A_FEW
                ? Verdict.fail(code, sentence)
                : forEver(stall, code, sentence);
    }

    /** That is no failure and not counted as one. */
    Verdict inTurn(Duration wait, Stall stall, String code, String sentence) {
        return new Verdict.Postpone(backOff.in(wait), stall.attempts(), new Reason(code, sentence));
    }

    private Instant when(@Nullable RetryAfter asked, Stall stall) {
        if (asked == null) {
            return backOff.after(stall.attempts());
        }
        Duration wait = asked.delay(backOff.now(), backOff.longest());
        return backOff.in(wait.compareTo(SHORTEST) < 0 ? SHORTEST : wait);
    }

    private static Verdict postpone(Instant at, Stall stall, String code, String sentence) {
        return new Verdict.Postpone(at, stall.attempts() + 1, new Reason(code, sentence));
    }
}
