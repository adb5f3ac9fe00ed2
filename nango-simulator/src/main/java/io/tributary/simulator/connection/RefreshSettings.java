package io.tributary.simulator.connection;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

import java.time.Duration;

/**
 * Token refreshes: {@code simulator.refresh}.
 *
 * @param backoff after a failure, in which another refresh is not tried unless forced
 */
@ConfigurationProperties("simulator.refresh")
public record RefreshSettings(@DefaultValue("30s") Duration backoff) {}
