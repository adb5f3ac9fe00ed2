package io.tributary.simulator.account;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * The signing key of an environment, and the one before it. The API server signs with a new key at
 * once; the process that runs syncs and actions keeps the old one for as long as its cache holds.
 */
public final class SigningKeys {

    /** Which of Nango's processes signs. */
    public enum Signer {
        SERVER,
        JOBS
    }

    private final Clock clock;
    private final Duration jobsCache;
    private final Consumer<Secret> onRotation;
    private Secret current;
    private Secret previous;
    private Instant rotated = Instant.MIN;

    SigningKeys(Secret current, Duration jobsCache, Clock clock, Consumer<Secret> onRotation) {
        this.current = current;
        this.previous = current;
        this.jobsCache = jobsCache;
        this.clock = clock;
        this.onRotation = onRotation;
    }

    public synchronized Secret keyOf(Signer signer) {
        boolean cached =
                rotated != Instant.MIN && clock.instant().isBefore(rotated.plus(jobsCache));
        return switch (signer) {
            case SERVER -> current;
            case JOBS -> cached ? previous : current;
        };
    }

    /** Replaces the key; the old one is gone from the API at once. */
    public synchronized Secret rotate() {
        previous = current;
        current = Secret.of(UUID.randomUUID().toString());
        rotated = clock.instant();
        onRotation.accept(current);
        return current;
    }
}
