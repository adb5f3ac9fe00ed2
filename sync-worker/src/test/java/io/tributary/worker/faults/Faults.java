package io.tributary.worker.faults;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;

import io.tributary.worker.stand.CutConnection;
import io.tributary.worker.stand.FakeNango;

import java.io.IOException;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** What passes: the same request may be answered the next time. */
final class Faults {

    /** Longer than the test's worker waits. */
    private static final long STALL = TimeUnit.MILLISECONDS.toNanos(1_600);

    private static final String RETRY_AFTER = "Retry-After";

    private final Random random;

    Faults(Random random) {
        this.random = random;
    }

    /** False if the request is to be answered. */
    boolean instead(HttpExchange exchange, String answer) throws IOException {
        byte[] half = answer.substring(0, answer.length() / 2).getBytes(UTF_8);
        switch (random.nextInt(28)) {
            case 0 -> {
                begin(exchange, half, answer.length() + 1_000);
                throw new CutConnection();
            }
            case 1 -> {
                begin(exchange, half, 0);
                throw new CutConnection();
            }
            case 2 -> throw new CutConnection();
            case 3 -> {
                if (random.nextBoolean()) {
                    begin(exchange, half, 0);
                }
                LockSupport.parkNanos(STALL);
                throw new CutConnection();
            }
            case 4 -> {
                exchange.getResponseHeaders().add(RETRY_AFTER, "1");
                FakeNango.answer(
                        exchange,
                        429,
                        "{\"error\":{\"code\":\"too_many_request\",\"method\":\"GET\",\"path\":\"/proxy/items\"}}");
            }
            case 5 -> {
                exchange.getResponseHeaders().add(RETRY_AFTER, "1");
                FakeNango.answer(exchange, 429, "{\"message\":\"slow down\"}");
            }
            case 6 -> {
                exchange.getResponseHeaders()
                        .add(
                                RETRY_AFTER,
                                DateTimeFormatter.RFC_1123_DATE_TIME.format(
                                        ZonedDateTime.now(ZoneOffset.UTC).plusSeconds(2)));
                FakeNango.answer(exchange, 429, "{\"message\":\"slow down\"}");
            }
            case 7 -> FakeNango.answer(exchange, 500, "{\"message\":\"oh\"}");
            case 8 ->
                    FakeNango.answer(
                            exchange,
                            500,
                            "{\"message\":\"socket hang"
                                    + " up\",\"code\":\"ECONNRESET\",\"method\":\"get\"}");
            default -> {
                return false;
            }
        }
        return true;
    }

    /**
     * @param length that is promised, 0 for chunked
     */
    private static void begin(HttpExchange exchange, byte[] bytes, int length) throws IOException {
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, length);
        exchange.getResponseBody().write(bytes);
        exchange.getResponseBody().flush();
    }
}
