package io.tributary.nango.api;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.function.Supplier;

/** Reads what Nango answers: members that are needed must be there, all others may be anything. */
final class NangoJson {

    private static final JsonMapper JSON = new JsonMapper();

    private NangoJson() {}

    /** The bytes are not what Nango answers; the message names the member, never its value. */
    static final class NotNango extends Exception {

        private static final long serialVersionUID = 1L;

        NotNango(String message) {
            super(message);
        }

        NangoFailure failure(int status) {
            return NangoFailure.malformed(status, String.valueOf(getMessage()));
        }
    }

    private static final class Missing extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Missing(String member) {
            super(member);
        }
    }

    /** Runs a reading made of the methods below, and says in one way what was wrong with it. */
    static <T> T sorted(Supplier<T> reading) throws NotNango {
        try {
            return reading.get();
        } catch (JacksonException e) {
            throw new NotNango("the answer is not Nango's JSON");
        } catch (Missing e) {
            throw new NotNango("the answer lacks a right " + e.getMessage());
        }
    }

    /** Jackson answers null to the JSON {@code null}. */
    static <T> T read(byte[] body, Class<T> type) {
        return present(JSON.readValue(body, type), "object");
    }

    static <T> T present(@Nullable T value, String member) {
        if (value == null) {
            throw new Missing(member);
        }
        return value;
    }

    /** Nango writes Z and +00:00, milliseconds and microseconds. */
    static Instant instant(@Nullable String text, String member) {
        try {
            return OffsetDateTime.parse(present(text, member)).toInstant();
        } catch (DateTimeException e) {
            throw new Missing(member);
        }
    }

    static byte[] write(Object value) {
        return JSON.writeValueAsBytes(value);
    }
}
