package io.tributary.worker.job;

import io.tributary.nango.api.RetryAfter;
import io.tributary.worker.run.Stall;
import io.tributary.worker.run.Stall.Kind;

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

    /** For a provider that asks to be asked at once. */
    private static final Duration SHORTEST = Duration.ofSeconds(1);

    /** How often in a row one that says when to come again is believed. */
    private static final int TAKEN_AT_THEIR_WORD = 2;

    private final BackOff backOff;
    private final JobSettings settings;

    Patience(BackOff backOff, JobSettings settings) {
        this.backOff = backOff;
        this.settings = settings;
    }

    Instant now() {
        return backOff.now();
    }

    /**
     * Without end: someone will mend it, and nobody would start the run anew then. It costs a call
     * every longest wait.
     */
    Verdict forEver(Stall stall, String code, String sentence) {
        return forEver(null, stall, code, sentence);
    }

    /** The same, when whoever refused says, if they say. */
    Verdict forEver(@Nullable RetryAfter asked, Stall stall, String code, String sentence) {
        return postpone(asked, stall, stall.waited(), code, sentence);
    }

    /**
     * Without end and ever more seldom: the connection's user mends it, whenever that is, and then
     * the run is brought forward. Counted apart, so that after an outage of days it begins with
     * seconds again; but not where that would forget the tries of a page that fails.
     */
    Verdict forUser(Stall before, String code, String sentence) {
        Kind kind = before.kind();
        boolean isCounted = kind == null || kind == Kind.FOR_EVER;
        Stall stall = isCounted ? before.as(Kind.FOR_EVER) : before;
        int waits = isCounted ? stall.tries() : stall.attempts();
        return new Verdict.Postpone(
                backOff.after(waits, settings.longestWaitForUser()),
                isCounted ? stall.oneMore(backOff.now()) : stall.waited(),
                Verdict.reason(code, sentence));
    }

    /**
     * Until it has got no page further for so long that an operator should hear of it: it may be
     * the same page that fails each time, and then no waiting helps.
     */
    Verdict untilGivenUp(@Nullable RetryAfter asked, Stall before, String code, String sentence) {
        Stall stall = before.as(Kind.UNTIL_GIVEN_UP);
        Instant since = stall.since();
        if (since != null
                && stall.tries() >= AT_LEAST
                && backOff.now().isAfter(since.plus(settings.giveUpAfter()))) {
            return Verdict.fail(
                    code,
                    "%s That was tried %d times since %s without getting a page further: mend it, then trigger the sync anew."
                            .formatted(sentence, stall.tries(), since));
        }
        return postpone(
                asked, stall, stall.oneMore(backOff.now()), code, sentence + " It is tried again.");
    }

    /** A few times: what is wrong is most likely so for good, but may be a glitch. */
    Verdict aFewTimes(Stall before, String code, String sentence) {
        Stall stall = before.as(Kind.A_FEW_TIMES);
        return stall.tries() + 1 >= A_FEW
                ? Verdict.fail(code, sentence)
                : postpone(null, stall, stall.oneMore(backOff.now()), code, sentence);
    }

    /** That is no failure and not counted as one. */
    Verdict inTurn(Duration wait, Stall stall, String code, String sentence) {
        return new Verdict.Postpone(backOff.in(wait), stall, Verdict.reason(code, sentence));
    }

    private Verdict postpone(
            @Nullable RetryAfter asked, Stall before, Stall after, String code, String sentence) {
        return new Verdict.Postpone(when(asked, before), after, Verdict.reason(code, sentence));
    }

    /** As asked; and who asks for too little again and again is asked ever more seldom. */
    private Instant when(@Nullable RetryAfter asked, Stall stall) {
        Instant usual = backOff.after(stall.attempts());
        if (asked == null) {
            return usual;
        }
        Duration wait = asked.delay(backOff.now(), backOff.longest());
        Instant then = backOff.in(wait.compareTo(SHORTEST) < 0 ? SHORTEST : wait);
        return stall.attempts() >= TAKEN_AT_THEIR_WORD && usual.isAfter(then) ? usual : then;
    }
}
