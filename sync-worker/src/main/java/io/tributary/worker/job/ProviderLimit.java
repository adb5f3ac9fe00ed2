package io.tributary.worker.job;

import io.tributary.nango.api.ProxyAnswer.ProviderFailed;
import io.tributary.nango.api.RetryAfter;

import org.jspecify.annotations.Nullable;

import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;

/**
 * What a provider's refusal says of its rate limit: by {@code Retry-After}, else by {@code
 * X-RateLimit-Remaining} and {@code -Reset}, as GitHub does, whose refusal is a 403.
 *
 * @param isUsedUp whether it says that nothing is left
 * @param comeAgain until when it asks to stay away; null if it does not
 */
record ProviderLimit(boolean isUsedUp, @Nullable RetryAfter comeAgain) {

    /** From here on a reset is a date in seconds: fewer are seconds to wait. */
    private static final long EARLIEST_DATE = 1_000_000_000L;

    /** From here on a date is in milliseconds. */
    private static final long EARLIEST_MILLIS = 1_000_000_000_000L;

    static ProviderLimit of(ProviderFailed answer, Instant now) {
        OptionalLong remaining = number(answer.headers(), "x-ratelimit-remaining");
        boolean isUsedUp = remaining.isPresent() && remaining.getAsLong() <= 0;
        // Where something is left the headers are likely Nango's: a provider's without replace none
        boolean mayTellReset = isUsedUp || remaining.isEmpty();
        RetryAfter reset = mayTellReset ? reset(answer.headers(), now) : null;
        return new ProviderLimit(isUsedUp, answer.retryAfter().orElse(reset));
    }

    /** Null also if it is over, by this worker's clock: that says nothing of how long to wait. */
    private static @Nullable RetryAfter reset(HttpHeaders headers, Instant now) {
        OptionalLong said = number(headers, "x-ratelimit-reset");
        if (said.isEmpty() || said.getAsLong() <= 0) {
            return null;
        }
        long reset = said.getAsLong();
        if (reset < EARLIEST_DATE) {
            return new RetryAfter.In(Duration.ofSeconds(reset));
        }
        Instant date =
                reset < EARLIEST_MILLIS
                        ? Instant.ofEpochSecond(reset)
                        : Instant.ofEpochMilli(reset);
        return date.isAfter(now) ? new RetryAfter.At(date) : null;
    }

    private static OptionalLong number(HttpHeaders headers, String name) {
        try {
            return headers.firstValueAsLong(name);
        } catch (NumberFormatException e) {
            return OptionalLong.empty();
        }
    }
}
