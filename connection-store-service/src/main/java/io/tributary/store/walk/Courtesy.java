package io.tributary.store.walk;

import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Pays for what can wait, after everything else; but not for ever: whoever forges webhooks keeps
 * the budget low for as long as they like, and the walk must come to its end all the same.
 */
final class Courtesy implements Calls.Payment {

    static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Calls.Payment polite;
    private final Calls.Payment ordinary;
    private final Clock clock;
    private @Nullable Instant waitingSince;

    Courtesy(Calls.Payment polite, Calls.Payment ordinary, Clock clock) {
        this.polite = polite;
        this.ordinary = ordinary;
        this.clock = clock;
    }

    /** Patient again as soon as there is enough for everyone. */
    @Override
    public boolean await(Duration most) throws InterruptedException {
        Instant now = clock.instant();
        Instant since = waitingSince == null ? now : waitingSince;
        boolean patient = now.isBefore(since.plus(PATIENCE));
        if (polite.await(patient ? most : Duration.ZERO)) {
            waitingSince = null;
            return true;
        }
        waitingSince = since;
        return !patient && ordinary.await(most);
    }
}
