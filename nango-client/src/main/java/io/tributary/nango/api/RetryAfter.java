package io.tributary.nango.api;

import java.net.http.HttpHeaders;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** {@code Retry-After} of HTTP (RFC 9110, 10.2.3), in either form. */
public sealed interface RetryAfter {

    /** So many seconds after the answer. */
    record In(Duration delay) implements RetryAfter {}

    /** Not before this date. */
    record At(Instant date) implements RetryAfter {}

    /**
     * How long to wait.
     *
     * @param now when the answer came, for the form with a date
     * @param cap the longest wait that the caller accepts; nothing in the header bounds it
     * @return from zero up to the cap
     */
    default Duration delay(Instant now, Duration cap) {
        Duration wished =
                switch (this) {
                    case In(Duration delay) -> delay;
                    case At(Instant date) -> Duration.between(now, date);
                };
        if (wished.isNegative()) {
            return Duration.ZERO;
        }
        return wished.compareTo(cap) > 0 ? cap : wished;
    }

    /** The same, so much later. */
    default RetryAfter plus(Duration more) {
        return switch (this) {
            case In(Duration delay) -> new In(delay.plus(more));
            case At(Instant date) -> new At(date.plus(more));
        };
    }

    /** The first {@code Retry-After} of these headers, if it can be understood. */
    static Optional<RetryAfter> of(HttpHeaders headers) {
        return headers.firstValue("retry-after").flatMap(RetryAfter::parse);
    }

    /** Seconds, or a date in any of the three forms of HTTP; empty if neither. */
    static Optional<RetryAfter> parse(String value) {
        String text = value.strip();
        if (RetryAfterForms.SECONDS.matcher(text).matches()) {
            long seconds =
                    text.length() > RetryAfterForms.SANE_DIGITS
                            ? RetryAfterForms.LONG
                            : Long.parseLong(text);
            return Optional.of(new In(Duration.ofSeconds(seconds)));
        }
        for (DateTimeFormatter form : RetryAfterForms.DATES) {
            try {
                return Optional.of(new At(Instant.from(form.parse(text))));
            } catch (DateTimeException e) {
                continue;
            }
        }
        return Optional.empty();
    }
}
