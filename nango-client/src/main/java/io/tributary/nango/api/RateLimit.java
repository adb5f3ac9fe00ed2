package io.tributary.nango.api;

import java.net.http.HttpHeaders;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What Nango's budget leaves: calls in a fixed window of 60 s, shared by the whole account. From
 * {@code X-RateLimit-Limit}, {@code -Remaining} and {@code -Reset}.
 *
 * @param limit calls per window
 * @param remaining calls left in this window
 * @param reset when the window ends, by Nango's clock, to the second
 */
public record RateLimit(long limit, long remaining, Instant reset) {

    private static final long EARLIEST_RESET = 1_000_000_000L;
    private static final long LATEST_RESET = 100_000_000_000L;

    /**
     * The budget in these headers. Through the proxy a provider's headers of the same name may have
     * replaced Nango's; a reset that is no date in seconds is surely a provider's and gives
     * nothing.
     */
    public static Optional<RateLimit> of(HttpHeaders headers) {
        OptionalLong limit = number(headers, "x-ratelimit-limit");
        OptionalLong remaining = number(headers, "x-ratelimit-remaining");
        OptionalLong reset = number(headers, "x-ratelimit-reset");
        if (limit.isEmpty() || remaining.isEmpty() || reset.isEmpty()) {
            return Optional.empty();
        }
        long seconds = reset.getAsLong();
        return seconds < EARLIEST_RESET || seconds > LATEST_RESET
                ? Optional.empty()
                : Optional.of(
                        new RateLimit(
                                limit.getAsLong(),
                                remaining.getAsLong(),
                                Instant.ofEpochSecond(seconds)));
    }

    private static OptionalLong number(HttpHeaders headers, String name) {
        try {
            return headers.firstValueAsLong(name);
        } catch (NumberFormatException e) {
            return OptionalLong.empty();
        }
    }
}
