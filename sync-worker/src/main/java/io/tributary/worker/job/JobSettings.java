package io.tributary.worker.job;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

import java.time.Duration;

/**
 * {@code tributary.worker.job}.
 *
 * @param giveUpAfter how long a run may get no page further before it fails, where only the
 *     provider or this worker's own code can be the reason; what is outside of both is waited for
 *     without end
 * @param slice how long a pull may keep its thread while other runs wait for one; then it lets go
 *     after the page in hand and goes on when it is its turn again
 * @param longestWaitForUser the most that a pull waits before it tries a connection again whose
 *     credentials do not work: each try costs a call, and a repair that the store learns of brings
 *     it forward anyway
 */
@ConfigurationProperties("tributary.worker.job")
record JobSettings(
        @DefaultValue("24h") Duration giveUpAfter,
        @DefaultValue("5s") Duration slice,
        @DefaultValue("24h") Duration longestWaitForUser) {

    JobSettings {
        if (!giveUpAfter.isPositive()) {
            throw new IllegalArgumentException("give-up-after must be positive");
        }
        if (!slice.isPositive()) {
            throw new IllegalArgumentException("slice must be positive");
        }
        if (!longestWaitForUser.isPositive()) {
            throw new IllegalArgumentException("longest-wait-for-user must be positive");
        }
    }
}
