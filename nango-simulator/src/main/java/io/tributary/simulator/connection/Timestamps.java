package io.tributary.simulator.connection;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Nango writes time in three ways, each in its place. */
public final class Timestamps {

    private static final DateTimeFormatter MILLIS = format("uuuu-MM-dd'T'HH:mm:ss.SSS");
    private static final DateTimeFormatter MICROS = format("uuuu-MM-dd'T'HH:mm:ss.SSSSSS");

    private Timestamps() {}

    private static DateTimeFormatter format(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withZone(ZoneOffset.UTC);
    }

    /** In answers to an import, and in webhooks: {@code ...419Z}. */
    public static String millisZulu(Instant at) {
        return MILLIS.format(at) + "Z";
    }

    /** In a single connection: {@code ...419+00:00}. */
    static String millisOffset(Instant at) {
        return MILLIS.format(at) + "+00:00";
    }

    /** In lists: {@code ...262976+00:00}. */
    static String microsOffset(Instant at) {
        return MICROS.format(at) + "+00:00";
    }
}
