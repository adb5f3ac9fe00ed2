package io.tributary.store.endurance;

import java.time.Duration;

/**
 * How long and how hard. The defaults are CI's; profile {@code endurance} has larger ones, and
 * every value can be set by its system property.
 *
 * @param seed of everything random ({@code tributary.seed}); printed by each test
 * @param inputs webhooks in all ({@code tributary.inputs})
 * @param connections how many there may be ({@code tributary.connections})
 * @param windowKills how many kills between the two commits are enough ({@code
 *     tributary.window-kills})
 * @param longest how long that is tried: a slow machine gets fewer of them ({@code
 *     tributary.longest}, in seconds)
 * @param outage how long a part is away ({@code tributary.outage}, in seconds)
 */
record Endurance(
        long seed,
        int inputs,
        int connections,
        int windowKills,
        Duration longest,
        Duration outage) {

    /** With fewer, the test of them says nothing, however long it takes. */
    private static final int LEAST_WINDOW_KILLS = 6;

    static Endurance fromProperties() {
        return new Endurance(
                Long.getLong("tributary.seed", System.nanoTime() % 1_000_000),
                Integer.getInteger("tributary.inputs", 20_000),
                Integer.getInteger("tributary.connections", 1_000),
                Integer.getInteger("tributary.window-kills", 20),
                Duration.ofSeconds(Integer.getInteger("tributary.longest", 180)),
                Duration.ofSeconds(Integer.getInteger("tributary.outage", 60)));
    }

    /**
     * Whether so many kills between the two commits are enough by now.
     *
     * @param taken since the test began
     */
    boolean enough(int hits, Duration taken) {
        return hits >= windowKills || (hits >= LEAST_WINDOW_KILLS && taken.compareTo(longest) >= 0);
    }

    /** How much of it is done: 0 to 1. */
    double share(int hits, Duration taken) {
        double ofTime = (double) taken.toMillis() / longest.toMillis();
        return Math.clamp(Math.max((double) hits / windowKills, ofTime), 0, 1);
    }
}
