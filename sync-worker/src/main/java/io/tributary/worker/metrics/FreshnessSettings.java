package io.tributary.worker.metrics;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

import java.time.Duration;

/**
 * {@code tributary.worker.freshness}.
 *
 * @param overdueAfter how long a sync may be without a completed run before it is counted as
 *     overdue
 */
@ConfigurationProperties("tributary.worker.freshness")
record FreshnessSettings(@DefaultValue("24h") Duration overdueAfter) {

    FreshnessSettings {
        if (!overdueAfter.isPositive()) {
            throw new IllegalArgumentException(
                    "overdue-after must be positive, got " + overdueAfter);
        }
    }
}
