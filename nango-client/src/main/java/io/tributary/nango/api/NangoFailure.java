package io.tributary.nango.api;

import org.jspecify.annotations.Nullable;

/**
 * No answer to what was asked, as a value.
 *
 * @param kind what to do about it
 * @param status the HTTP status; 0 if there was none
 * @param code {@code error.code} of Nango's envelope, or the network error that Nango met
 * @param message for a person; may quote a provider or Nango's inner fields, hence not in {@link
 *     #toString()}: do not log it. Of {@link FailureKind#NOT_ANSWERING} the content type alone, of
 *     {@link FailureKind#UNREACHABLE} what this side met
 * @param retryAfter how long to wait; of {@link FailureKind#RATE_LIMITED}, where Nango's rounding
 *     down is made up for, and of {@link FailureKind#NOT_ANSWERING}. Not capped: see {@link
 *     RetryAfter}
 * @param rateLimit Nango's budget, if the answer told it
 */
public record NangoFailure(
        FailureKind kind,
        int status,
        @Nullable String code,
        @Nullable String message,
        @Nullable RetryAfter retryAfter,
        @Nullable RateLimit rateLimit) {

    static NangoFailure withoutAnswer(FailureKind kind, String message) {
        return new NangoFailure(kind, 0, null, message, null, null);
    }

    static NangoFailure malformed(int status, String message) {
        return new NangoFailure(FailureKind.MALFORMED, status, null, message, null, null);
    }

    NangoFailure as(FailureKind other) {
        return new NangoFailure(other, status, code, message, retryAfter, rateLimit);
    }

    @Override
    public String toString() {
        return "NangoFailure[kind=" + kind + ", status=" + status + ", code=" + code + "]";
    }
}
