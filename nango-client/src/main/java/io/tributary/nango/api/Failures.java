package io.tributary.nango.api;

import static io.tributary.nango.api.FailureKind.CONNECTION_CREDENTIALS;
import static io.tributary.nango.api.FailureKind.CONNECTION_UNKNOWN;
import static io.tributary.nango.api.FailureKind.PROVIDER_UNREACHABLE;
import static io.tributary.nango.api.FailureKind.RATE_LIMITED;

import io.tributary.nango.api.ErrorCodes.Meaning;

import org.jspecify.annotations.Nullable;

import java.net.http.HttpHeaders;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The one place where an answer that is not 2xx is told whose it is and what it means. */
final class Failures {

    private static final String CONNECTION_TROUBLE = "Failed to get connection";
    private static final String CREDENTIALS_TROUBLE = "Failed to get connection credentials";

    /** Nango follows a provider's, so these are of what stands before Nango. */
    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);

    /** Of a content type, which whoever answered made up. */
    private static final int LONGEST_TYPE = 100;

    /** Nango's limiter sets these, and a provider's of the same name take their place. */
    private static final List<String> LIMITERS =
            List.of("x-ratelimit-limit", "x-ratelimit-remaining", "x-ratelimit-reset");

    /** Whoever says so, asking again is not in vain: a provider's may stay a provider's. */
    private static final Set<Integer> MENDED_ELSEWHERE = Set.of(401, 429);

    /** Nango rounds its seconds down, possibly to none. */
    private static final Duration ROUNDED_DOWN = Duration.ofSeconds(1);

    private Failures() {}

    /** Of a call to Nango's own API: whatever came, it is Nango's or of what stands before it. */
    static NangoFailure ofApi(int status, HttpHeaders headers, byte[] body) {
        ErrorBody error = ErrorBody.of(body);
        String code = error.envelopeCode();
        Meaning meaning = code == null ? null : ErrorCodes.ofApi(code);
        FailureKind kind =
                meaning != null && meaning.statuses().contains(status)
                        ? meaning.kind()
                        : kindOfStatus(status, code, connectionTrouble(error));
        return failure(kind, status, headers, code, error.error().get("message"));
    }

    /** Of a call through the proxy; null if the answer is the provider's. */
    static @Nullable NangoFailure ofProxy(int status, HttpHeaders headers, byte[] body) {
        ErrorBody error = ErrorBody.of(body);
        String code = error.envelopeCode();
        if (status == 500 && error.isNetworkError()) {
            return failure(
                    PROVIDER_UNREACHABLE,
                    status,
                    headers,
                    error.networkCode(),
                    error.texts().get("message"));
        }
        if (REDIRECTS.contains(status) && headers.firstValue("location").isPresent()) {
            return NangoFailure.malformed(status, "a redirect, which Nango itself would follow");
        }
        if (code == null) {
            return MENDED_ELSEWHERE.contains(status) || cameThroughNango(headers, body)
                    ? null
                    : notAnswering(status, headers);
        }
        FailureKind kind = proxyKind(status, code, error);
        return kind == null
                ? null
                : failure(kind, status, headers, code, error.error().get("message"));
    }

    /**
     * A gateway's page carries neither, and nearly all that comes through Nango one of both: only
     * with its limiter off does a provider's page pass for a gateway's.
     */
    private static boolean cameThroughNango(HttpHeaders headers, byte[] body) {
        return LIMITERS.stream().anyMatch(name -> headers.firstValue(name).isPresent())
                || ErrorBody.isLikeJson(body)
                || contentType(headers).toLowerCase(Locale.ROOT).contains("json");
    }

    private static NangoFailure notAnswering(int status, HttpHeaders headers) {
        String type = contentType(headers);
        return new NangoFailure(
                FailureKind.NOT_ANSWERING,
                status,
                null,
                type.substring(0, Math.min(type.length(), LONGEST_TYPE)),
                RetryAfter.of(headers).orElse(null),
                null);
    }

    private static String contentType(HttpHeaders headers) {
        return headers.firstValue("content-type").orElse("no content type");
    }

    private static @Nullable FailureKind proxyKind(int status, String code, ErrorBody error) {
        if (code.equals("server_error")) {
            FailureKind trouble = connectionTrouble(error);
            // Which status comes with it is that of the cause, 500 after a provider that hung.
            return trouble == CONNECTION_CREDENTIALS || status == 400 || status == 424
                    ? trouble
                    : null;
        }
        Meaning meaning = ErrorCodes.KNOWN.get(code);
        if (meaning == null || !meaning.statuses().contains(status)) {
            return null;
        }
        // Nango names the path that was one too many; a provider does not know it.
        boolean ours =
                meaning.kind() != RATE_LIMITED
                        || error.error().getOrDefault("path", "").startsWith("/proxy");
        return ours ? meaning.kind() : null;
    }

    private static @Nullable FailureKind connectionTrouble(ErrorBody error) {
        String message = error.error().getOrDefault("message", "");
        if (message.startsWith(CREDENTIALS_TROUBLE)) {
            return CONNECTION_CREDENTIALS;
        }
        return message.startsWith(CONNECTION_TROUBLE) ? CONNECTION_UNKNOWN : null;
    }

    private static FailureKind kindOfStatus(
            int status, @Nullable String code, @Nullable FailureKind byMessage) {
        if (byMessage != null && status < 500) {
            return byMessage;
        }
        return switch (status) {
            case 401 -> FailureKind.UNAUTHORISED;
            case 402 -> FailureKind.PLAN_LIMIT;
            case 403 -> FailureKind.FORBIDDEN;
            case 424 -> CONNECTION_CREDENTIALS;
            case 429 -> RATE_LIMITED;
            default -> {
                if (status >= 500) {
                    yield FailureKind.SERVER_ERROR;
                }
                yield code == null ? FailureKind.MALFORMED : FailureKind.REFUSED;
            }
        };
    }

    private static NangoFailure failure(
            FailureKind kind,
            int status,
            HttpHeaders headers,
            @Nullable String code,
            @Nullable String message) {
        RateLimit limit = RateLimit.of(headers).orElse(null);
        RetryAfter wait = kind == RATE_LIMITED ? waitOf(headers, limit) : null;
        return new NangoFailure(kind, status, code, message, wait, limit);
    }

    private static @Nullable RetryAfter waitOf(HttpHeaders headers, @Nullable RateLimit limit) {
        RetryAfter asked = RetryAfter.of(headers).orElse(null);
        if (asked != null) {
            return asked.plus(ROUNDED_DOWN);
        }
        return limit == null ? null : new RetryAfter.At(limit.reset()).plus(ROUNDED_DOWN);
    }
}
