package io.tributary.simulator.session;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

import java.time.Duration;

/**
 * Connect sessions: {@code simulator.session}.
 *
 * @param lifetime of a session, until it is set otherwise
 * @param connectUrl where Nango's own page is said to be; the simulator has none
 * @param docsOverride whether the plan lets {@code overrides} name other documentation
 */
@Validated
@ConfigurationProperties("simulator.session")
public record SessionSettings(
        @DefaultValue("30m") Duration lifetime,
        @DefaultValue("http://localhost:3009") String connectUrl,
        @DefaultValue("false") boolean docsOverride) {}
