package io.tributary.store.endurance;

import java.time.Duration;

/**
 * How long and how hard. The defaults are CI's; profile {@code endurance} has larger ones, and
 * every value can be set by its system property.
 *
 * @param seed of everything random ({@code tributary.seed}); printed by each test
 * @param inputs webhooks in all ({@code tributary.inputs})
 * @param connections how many there may be ({@code tributary.connections})
 * @param windowKills kills between the two commits, at least ({@code tributary.window-kills})
 * @param outage how long a part is away ({@code tributary.outage}, in seconds)
 */
record Endurance(long seed, int inputs, int connections, int windowKills, Duration outage) {

    static Endurance fromProperties() {
        return new Endurance(
                Long.getLong("tributary.seed", System.nanoTime() % 1_000_000),
                Integer.getInteger("tributary.inputs", 20_000),
                Integer.getInteger("tributary.connections", 1_000),
                Integer.getInteger("tributary.window-kills", 20),
                Duration.ofSeconds(Integer.getInteger("tributary.outage", 60)));
    }
}
