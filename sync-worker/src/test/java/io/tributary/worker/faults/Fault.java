package io.tributary.worker.faults;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;

import io.tributary.worker.stand.CutConnection;
import io.tributary.worker.stand.FakeNango;

import java.io.IOException;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.locks.LockSupport;

/** What comes in an answer's place and passes: the same request may be answered the next time. */
enum Fault {
    CUT_BEFORE_ALL,
    CUT_OF_KNOWN_LENGTH,
    CUT_OF_CHUNKED,
    STALL_BEFORE_ALL,
    STALL_IN_THE_MIDDLE,
    NANGO_429,
    PROVIDER_429_IN_SECONDS,
    PROVIDER_429_UNTIL_DATE,
    PROVIDER_500,
    /** As Nango says that its connection to the provider broke. */
    PROVIDER_RESET;

    /** Longer than the test's worker waits. */
    private static final Duration STALL = Duration.ofMillis(1_600);

    private static final int MORE_THAN_COMES = 1_000;
    private static final String RETRY_AFTER = "Retry-After";

    /**
     * @param answer that it would have been
     */
    void befall(HttpExchange exchange, String answer) throws IOException {
        switch (this) {
            case CUT_BEFORE_ALL -> throw new CutConnection();
            case CUT_OF_KNOWN_LENGTH -> {
                begin(exchange, answer, answer.length() + MORE_THAN_COMES);
                throw new CutConnection();
            }
            case CUT_OF_CHUNKED -> {
                begin(exchange, answer, 0);
                throw new CutConnection();
            }
            case STALL_BEFORE_ALL -> stall();
            case STALL_IN_THE_MIDDLE -> {
                begin(exchange, answer, 0);
                stall();
            }
            case NANGO_429 ->
                    refuse(
                            exchange,
                            "1",
                            "{\"error\":{\"code\":\"too_many_request\",\"method\":\"GET\",\"path\":\"/proxy/items\"}}");
            case PROVIDER_429_IN_SECONDS -> refuse(exchange, "1", "{\"message\":\"slow down\"}");
            case PROVIDER_429_UNTIL_DATE ->
                    refuse(
                            exchange,
                            DateTimeFormatter.RFC_1123_DATE_TIME.format(
                                    ZonedDateTime.now(ZoneOffset.UTC).plusSeconds(2)),
                            "{\"message\":\"slow down\"}");
            case PROVIDER_500 -> FakeNango.answer(exchange, 500, "{\"message\":\"oh\"}");
            case PROVIDER_RESET ->
                    FakeNango.answer(
                            exchange,
                            500,
                            "{\"message\":\"socket hang"
                                    + " up\",\"code\":\"ECONNRESET\",\"method\":\"get\"}");
        }
    }

    private static void stall() {
        LockSupport.parkNanos(STALL.toNanos());
        throw new CutConnection();
    }

    private static void refuse(HttpExchange exchange, String retryAfter, String json)
            throws IOException {
        exchange.getResponseHeaders().add(RETRY_AFTER, retryAfter);
        FakeNango.answer(exchange, 429, json);
    }

    /**
     * Half of the answer.
     *
     * @param length that is promised, 0 for chunked
     */
    private static void begin(HttpExchange exchange, String answer, int length) throws IOException {
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, length);
        exchange.getResponseBody().write(answer.substring(0, answer.length() / 2).getBytes(UTF_8));
        exchange.getResponseBody().flush();
    }
}
