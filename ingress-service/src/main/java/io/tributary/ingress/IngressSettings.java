package io.tributary.ingress;

import io.tributary.events.Topics;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

import java.time.Duration;

/**
 * The limits of what is taken.
 *
 * @param maxBody the largest body kept as it is; of a larger one size and hash are kept. At most 10
 *     MiB, which is what the topic takes
 * @param maxStreamed the largest body that is read at all; beyond it 413
 * @param deadline within which a delivery is durable or answered 503, counted from its headers;
 *     Nango gives up after 20 s
 * @param bodyTimeout within which a body must have arrived; part of the deadline
 * @param bodyBudget bytes of bodies held at once, all requests together; spent: 503
 * @param maxRequests requests in progress at once; more: 503
 * @param maxConnections open connections; more are closed at once
 */
@ConfigurationProperties("tributary.ingress")
public record IngressSettings(
        @DefaultValue("10MB") DataSize maxBody,
        @DefaultValue("80MB") DataSize maxStreamed,
        @DefaultValue("15s") Duration deadline,
        @DefaultValue("10s") Duration bodyTimeout,
        @DefaultValue("96MB") DataSize bodyBudget,
        @DefaultValue("4096") int maxRequests,
        @DefaultValue("2048") int maxConnections) {

    private static final Duration SHORTEST_DEADLINE = Duration.ofSeconds(1);

    public IngressSettings {
        require(
                maxBody.toBytes() > 0 && maxBody.toBytes() <= Topics.LARGEST_DELIVERY,
                "max-body must be 1 byte to 10MB, which is what nango.deliveries takes, got "
                        + maxBody);
        require(
                maxStreamed.compareTo(maxBody) >= 0,
                "max-streamed must not be less than max-body ("
                        + maxBody
                        + "), got "
                        + maxStreamed);
        require(
                deadline.compareTo(SHORTEST_DEADLINE) >= 0,
                "deadline must be 1s or more, got " + deadline);
        require(
                bodyTimeout.isPositive() && bodyTimeout.compareTo(deadline) <= 0,
                "body-timeout must be positive and not more than the deadline, got " + bodyTimeout);
        require(
                bodyBudget.compareTo(maxBody) >= 0,
                "body-budget must hold at least one body of max-body, got " + bodyBudget);
        require(maxRequests > 0, "max-requests must be 1 or more, got " + maxRequests);
        require(maxConnections > 0, "max-connections must be 1 or more, got " + maxConnections);
    }

    private static void require(boolean holds, String rule) {
        if (!holds) {
            throw new IllegalArgumentException("tributary.ingress: " + rule);
        }
    }
}
