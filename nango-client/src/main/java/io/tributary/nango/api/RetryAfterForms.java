package io.tributary.nango.api;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** The forms of {@code Retry-After}. */
final class RetryAfterForms {

    static final Pattern SECONDS = Pattern.compile("[0-9]+");

    /** More digits than this are more seconds than anyone waits. */
    static final int SANE_DIGITS = 9;

    static final long LONG = 1_000_000_000L;

    /**
     * IMF-fixdate first, then the two that RFC 9110 calls obsolete but has every recipient read.
     */
    static final List<DateTimeFormatter> DATES =
            List.of(DateTimeFormatter.RFC_1123_DATE_TIME, rfc850(), asctime());

    private RetryAfterForms() {}

    private static DateTimeFormatter rfc850() {
        return new DateTimeFormatterBuilder()
                .appendPattern("EEEE, dd-MMM-")
                .appendValueReduced(ChronoField.YEAR, 2, 2, LocalDate.of(1980, 1, 1))
                .appendPattern(" HH:mm:ss 'GMT'")
                .toFormatter(Locale.US)
                .withZone(ZoneOffset.UTC);
    }

    private static DateTimeFormatter asctime() {
        return new DateTimeFormatterBuilder()
                .appendPattern("EEE MMM ")
                .padNext(2)
                .appendValue(ChronoField.DAY_OF_MONTH)
                .appendPattern(" HH:mm:ss yyyy")
                .toFormatter(Locale.US)
                .withZone(ZoneOffset.UTC);
    }
}
