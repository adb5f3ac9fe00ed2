package io.tributary.simulator.provider;

import jakarta.validation.constraints.PositiveOrZero;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

import java.net.URI;

/**
 * The built-in provider: {@code simulator.provider}.
 *
 * @param port on the loopback address; 0 takes any free one
 * @param origin what the provider calls itself in its links. Only the proxy knows the way there
 * @param contacts how many each connection has at first
 * @param chunked whether answers are chunked at first; if not, the proxy drops their Link header
 */
@Validated
@ConfigurationProperties("simulator.provider")
public record ProviderSettings(
        @DefaultValue("0") int port,
        @DefaultValue("https://api.demo-crm.example") URI origin,
        @DefaultValue("250") @PositiveOrZero int contacts,
        @DefaultValue("true") boolean chunked) {}
