package io.tributary.worker;

import static io.tributary.events.ConnectionChange.Kind.CREATED;
import static io.tributary.events.SyncRun.Kind.COMPLETED;
import static io.tributary.events.SyncRun.Kind.FAILED;
import static io.tributary.worker.stand.Stand.NANGO;
import static io.tributary.worker.stand.Stand.aConnection;
import static io.tributary.worker.stand.Stand.change;
import static io.tributary.worker.stand.Stand.publish;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;

import io.micrometer.core.instrument.Timer;
import io.tributary.events.ConnectionKey;
import io.tributary.worker.stand.FakeContacts;
import io.tributary.worker.stand.FakeNango;
import io.tributary.worker.stand.RunningWorker;
import io.tributary.worker.stand.Seen;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The main failures over real HTTP: what passes is waited for, what does not ends with a reason.
 */
class FailuresIT {

    private static final Duration FIVE = Duration.ofSeconds(5);
    private static final Duration MUCH_LATER = Duration.ofSeconds(20);

    private static RunningWorker worker;

    private final ConnectionKey connection = aConnection();

    @BeforeAll
    static void start() {
        RunningWorker.stopShared();
        worker =
                RunningWorker.start(
                        Map.of(
                                "tributary.worker.nango.request-timeout", "2s",
                                // Else it would cut what is asked for by Retry-After.
                                "tributary.worker.pull.longest-wait", "10s"));
        worker.awaitConsuming();
    }

    @AfterAll
    static void stop() {
        worker.close();
    }

    /** After each a page that succeeds, so that each is the first of its kind. */
    @Test
    void losesAndRepeatsNothingWhateverPasses() {
        List<FakeContacts.Fault> faults =
                List.of(
                        exchange ->
                                refuse(
                                        exchange,
                                        429,
                                        "1",
                                        "{\"error\":{\"code\":\"too_many_request\",\"path\":\"/proxy/v1\"}}"),
                        exchange -> refuse(exchange, 503, null, "{}"),
                        exchange -> refuse(exchange, 401, null, "{}"),
                        exchange ->
                                refuse(
                                        exchange,
                                        424,
                                        null,
                                        "{\"error\":{\"code\":\"connection_refresh_backoff\"}}"),
                        exchange ->
                                refuse(
                                        exchange,
                                        400,
                                        null,
                                        "{\"error\":{\"code\":\"server_error\",\"message\":\"Failed"
                                                + " to get connection\"}}"),
                        exchange ->
                                refuse(
                                        exchange,
                                        500,
                                        null,
                                        "{\"message\":\"socket hang"
                                            + " up\",\"code\":\"ECONNRESET\",\"method\":\"get\"}"),
                        FailuresIT::breakOff,
                        FailuresIT::stall,
                        exchange -> showPage(exchange, 200),
                        exchange -> showPage(exchange, 404));
        Map<String, Long> before = waits();
        FakeContacts contacts =
                NANGO.connection(connection.connectionId(), 100 * faults.size() + 50);
        for (int i = 0; i < faults.size(); i++) {
            contacts.onRequest(2 * i, faults.get(i));
        }

        publish(change(connection, CREATED, 1));

        assertThat(Seen.awaitLast(connection, COMPLETED).pages()).isEqualTo(faults.size() + 1);
        assertThat(Seen.recordIds(connection)).isEqualTo(contacts.ids());
        assertThat(contacts.requests()).hasSize(2 * faults.size() + 1);
        Map<String, Long> after = waits();
        before.forEach((reason, count) -> after.merge(reason, -count, Long::sum));
        after.values().removeIf(count -> count == 0);
        assertThat(after)
                .isEqualTo(
                        Stream.of(
                                        "nango_rate_limited",
                                        "provider_503",
                                        "provider_unauthorized",
                                        "nango_connection_credentials",
                                        "nango_connection_unknown",
                                        "nango_provider_unreachable",
                                        "answer_broken",
                                        "nango_timed_out",
                                        "page_wrong_type",
                                        "nango_not_answering")
                                .collect(Collectors.toMap(reason -> reason, _ -> 1L)));
    }

    /** Longer than the back-off and the look for due runs take together. */
    @Test
    void comesAgainWhenTheProviderSays() {
        FakeContacts contacts = NANGO.connection(connection.connectionId(), 250);
        List<Instant> times = new CopyOnWriteArrayList<>();
        contacts.onRequest(0, exchange -> refuse(exchange, 429, "5", "{}", times));
        contacts.onRequest(1, exchange -> page(contacts, exchange, times));
        contacts.onRequest(2, exchange -> refuse(exchange, 429, inSixSeconds(), "{}", times));
        contacts.onRequest(3, exchange -> page(contacts, exchange, times));

        publish(change(connection, CREATED, 1));

        Seen.awaitLast(connection, COMPLETED);
        assertThat(times).hasSize(4);
        assertThat(Duration.between(times.get(0), times.get(1))).isBetween(FIVE, MUCH_LATER);
        assertThat(Duration.between(times.get(2), times.get(3))).isBetween(FIVE, MUCH_LATER);
    }

    /** How often runs were put off so far, by reason. */
    private static Map<String, Long> waits() {
        return worker.meters().find("tributary.worker.waits").timers().stream()
                .collect(
                        Collectors.toMap(
                                timer -> timer.getId().getTag("reason"),
                                Timer::count,
                                Long::sum,
                                TreeMap::new));
    }

    @Test
    void endsAtOnceWithWhatNoWaitingMends() {
        NANGO.connection(connection.connectionId(), 250)
                .onRequest(1, exchange -> refuse(exchange, 403, null, "{}"));

        publish(change(connection, CREATED, 1));

        var failed = Seen.awaitLast(connection, FAILED);
        assertThat(failed.reason().code()).isEqualTo("provider_403");
        assertThat(failed.pages()).isEqualTo(1);
    }

    /** Its reason names the page's members, one of which has a character that no database takes. */
    @Test
    void endsAfterAFewTriesWhereThePageIsNotWhatTheDefinitionSays() {
        FakeContacts contacts = NANGO.connection(connection.connectionId(), 250);
        String page = "{\"it\\u0000ems\":[]}";
        for (int i = 1; i < 20; i++) {
            contacts.onRequest(i, exchange -> refuse(exchange, 200, null, page));
        }

        publish(change(connection, CREATED, 1));

        assertThat(Seen.awaitLast(connection, FAILED).reason())
                .satisfies(
                        reason -> {
                            assertThat(reason.code()).isEqualTo("records_not_found");
                            assertThat(reason.sentence()).contains("it\ufffdems");
                        });
        assertThat(contacts.requests()).hasSize(1 + 5);
    }

    private static void refuse(HttpExchange exchange, int status, String retryAfter, String body)
            throws IOException {
        if (retryAfter != null) {
            exchange.getResponseHeaders().add("Retry-After", retryAfter);
        }
        FakeNango.answer(exchange, status, body);
    }

    private static void refuse(
            HttpExchange exchange, int status, String retryAfter, String body, List<Instant> times)
            throws IOException {
        times.add(Instant.now());
        refuse(exchange, status, retryAfter, body);
    }

    private static void page(FakeContacts contacts, HttpExchange exchange, List<Instant> times)
            throws IOException {
        times.add(Instant.now());
        contacts.page(exchange);
    }

    /** For people, as a gateway or a provider in maintenance does. */
    private static void showPage(HttpExchange exchange, int status) throws IOException {
        byte[] page = "<html>back soon</html>".getBytes(UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "text/html; charset=utf-8");
        exchange.sendResponseHeaders(status, page.length);
        exchange.getResponseBody().write(page);
    }

    /** Half an answer, then the connection is cut. */
    private static void breakOff(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, 1_000);
        exchange.getResponseBody().write("[{\"id\":1".getBytes());
        exchange.getResponseBody().flush();
        throw new IOException("cut off");
    }

    /** Longer than the worker waits. */
    private static void stall(HttpExchange exchange) throws IOException {
        LockSupport.parkNanos(Duration.ofSeconds(3).toNanos());
        FakeNango.answer(exchange, 200, "[]");
    }

    private static String inSixSeconds() {
        return DateTimeFormatter.RFC_1123_DATE_TIME.format(
                ZonedDateTime.now(ZoneOffset.UTC).plusSeconds(6));
    }
}
