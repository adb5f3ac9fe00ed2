package io.tributary.simulator.proxy;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

import java.time.Duration;

/**
 * The proxy: {@code simulator.proxy}. It has no timeout of its own, like the real one.
 *
 * @param retryDelay wait before the first retry; doubles before each further one
 * @param maxRedirects redirects followed in one call
 */
@ConfigurationProperties("simulator.proxy")
public record ProxySettings(
        @DefaultValue("3s") Duration retryDelay, @DefaultValue("5") int maxRedirects) {}
