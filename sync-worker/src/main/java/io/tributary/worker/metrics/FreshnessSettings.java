package io.tributary.worker.metrics;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

import java.time.Duration;

/**
 * {@code tributary.worker.freshness}.
 *
 * @param overdueAfter how long a sync may be without a completed run before it is counted as
 *     overdue; zero for not counting, as long as nothing is there that pulls again and again
 */
@ConfigurationProperties("tributary.worker.freshness")
record FreshnessSettings(@DefaultValue("0") Duration overdueAfter) {

    FreshnessSettings {
        if (overdueAfter.isNegative()) {
            throw new IllegalArgumentException(
                    "overdue-after must be positive, or 0 for never, got " + overdueAfter);
        }
    }

    boolean counts() {
        return overdueAfter.isPositive();
    }
}
