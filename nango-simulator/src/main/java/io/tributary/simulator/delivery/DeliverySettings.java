package io.tributary.simulator.delivery;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Positive;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

import java.time.Duration;

/**
 * How webhooks are delivered: {@code simulator.delivery}. The defaults are those of a real server.
 *
 * @param attempts calls to one address, the first included
 * @param retryDelay wait before the second call; doubles before each further one
 * @param timeout of one call, to the last byte of its answer
 * @param maxRedirects redirects followed in one call
 * @param tracing adds the headers of a traced server: x-datadog-*, traceparent, tracestate
 */
@Validated
@ConfigurationProperties("simulator.delivery")
public record DeliverySettings(
        @DefaultValue("3") @Positive int attempts,
        @DefaultValue("3s") Duration retryDelay,
        @DefaultValue("20s") Duration timeout,
        @DefaultValue("5") int maxRedirects,
        @DefaultValue("false") boolean tracing,
        @DefaultValue @Valid CircuitSettings circuit) {

    /**
     * The circuit of each address: {@code simulator.delivery.circuit}.
     *
     * @param enabled a real server has it only with Redis
     * @param failures more failed calls than this within the window open it
     * @param window in which failures are counted
     * @param openFor how long nothing is sent
     */
    public record CircuitSettings(
            @DefaultValue("true") boolean enabled,
            @DefaultValue("5") @Positive int failures,
            @DefaultValue("10s") Duration window,
            @DefaultValue("60s") Duration openFor) {}
}
