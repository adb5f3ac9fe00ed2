package io.tributary.simulator.account;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

import java.time.Duration;

/**
 * Settings of signing keys: {@code simulator.signing-keys}.
 *
 * @param jobsCache how long sync and async_action webhooks are still signed with the old key after
 *     a rotation
 */
@ConfigurationProperties("simulator.signing-keys")
public record KeySettings(@DefaultValue("300s") Duration jobsCache) {}
