package io.tributary.worker.environment;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

import java.time.Duration;

/**
 * {@code tributary.worker.nango}: how the proxy of every environment is called.
 *
 * @param callsPerMinute the most calls of all workers together to one account in any 60 s. A
 *     self-hosted Nango allows 200 by default, for everyone; half of it is the workers'. All
 *     workers must have the same value
 * @param requestTimeout from sending to the last byte of an answer; Nango itself waits without end
 * @param connectTimeout until a connection to Nango stands
 */
@ConfigurationProperties("tributary.worker.nango")
record NangoSettings(
        @DefaultValue("100") int callsPerMinute,
        @DefaultValue("60s") Duration requestTimeout,
        @DefaultValue("5s") Duration connectTimeout) {

    NangoSettings {
        if (callsPerMinute < 1) {
            throw new IllegalArgumentException(
                    "calls-per-minute must be at least 1, got " + callsPerMinute);
        }
        if (!requestTimeout.isPositive() || !connectTimeout.isPositive()) {
            throw new IllegalArgumentException(
                    "request-timeout and connect-timeout must be positive");
        }
    }
}
