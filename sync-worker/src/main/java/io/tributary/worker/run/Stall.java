package io.tributary.worker.run;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * How long a run has got no page further, although it was tried.
 *
 * @param attempts how often in a row it had to wait
 * @param since when it first had to; null if it did not
 */
public record Stall(int attempts, @Nullable Instant since) {

    public static final Stall NONE = new Stall(0, null);
}
