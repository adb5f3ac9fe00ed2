package io.tributary.worker.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;

import io.tributary.nango.api.ApiKey;
import io.tributary.nango.api.NangoApi;
import io.tributary.nango.api.ProxyAnswer;
import io.tributary.nango.api.ProxyRequest;
import io.tributary.worker.pull.PullFailed;
import io.tributary.worker.pull.PullSettings;
import io.tributary.worker.pull.Trouble;

import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.util.unit.DataSize;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;

/** The matrix: what came, and what becomes of the pull. */
class FailureSortingTest {

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final Duration LONGEST = Duration.ofMinutes(15);

    private final BackOff backOff =
            new BackOff(
                    Clock.fixed(NOW, ZoneOffset.UTC),
                    new PullSettings(
                            DataSize.ofMegabytes(1),
                            null,
                            DataSize.ofMegabytes(1),
                            LONGEST,
                            Duration.ofSeconds(1)));
    private final FailureSorting sorting = new FailureSorting(new ProxyFailures(backOff), backOff);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "429| {} | 7 | Postpone | provider_rate_limited | 7",
                "429| {} | Sun, 22 Nov 2026 10:01:00 GMT | Postpone | provider_rate_limited | 60",
                "429| {} | 86400 | Postpone | provider_rate_limited | 900",
                "503| {} | 30 | Postpone | provider_503 | 30",
                "429| {\"error\":{\"code\":\"too_many_request\",\"method\":\"GET\",\"path\":\"/proxy/x\"}}"
                    + " | 5 | Postpone | nango_rate_limited | 6",
                "500| {} | | Postpone | provider_500 | ",
                "408| {} | | Postpone | provider_408 | ",
                "500| {\"message\":\"socket hang up\",\"code\":\"ECONNRESET\",\"method\":\"get\"} |"
                        + " | Postpone | nango_provider_unreachable | ",
                "401| {\"error\":{\"code\":\"unknown_account\"}} | | Postpone | nango_unauthorised"
                        + " | ",
                "401| {} | | Postpone | provider_unauthorized | ",
                "424| {\"error\":{\"code\":\"connection_refresh_backoff\"}} | | Postpone |"
                        + " nango_connection_credentials | ",
                "400| {\"error\":{\"code\":\"server_error\",\"message\":\"Failed to get"
                        + " connection\"}} | | Postpone | nango_connection_unknown | ",
                "404| {\"error\":{\"code\":\"unknown_provider_config\"}} | | Fail |"
                        + " nango_integration_unknown | ",
                "400| {} | | Fail | provider_400 | ",
                "403| {} | | Fail | provider_403 | ",
                "404| {} | | Fail | provider_404 | ",
            })
    void sortsWhatTheProxyAnswers(
            int status, String body, String retryAfter, String verdict, String code, Integer wait)
            throws Exception {
        Trouble trouble = troubleOf(status, body, retryAfter);

        Verdict sorted = sorting.sort(new PullFailed(trouble), 0);

        assertThat(sorted.getClass().getSimpleName()).isEqualTo(verdict);
        assertThat(reasonOf(sorted).code()).isEqualTo(code);
        assertThat(reasonOf(sorted).sentence()).endsWith(".");
        if (sorted instanceof Verdict.Postpone(var at, var attempts, _)) {
            assertThat(attempts).isEqualTo(1);
            if (wait != null) {
                assertThat(at).isEqualTo(NOW.plusSeconds(wait));
            } else {
                assertThat(at).isBetween(NOW.plusSeconds(1), NOW.plusMillis(1500));
            }
        }
    }

    @Test
    void waitsLongerEachTimeButNeverLongerThanTheLongest() {
        assertThat(backOff.after(3)).isBetween(NOW.plusSeconds(8), NOW.plusSeconds(12));
        assertThat(backOff.after(10)).isEqualTo(NOW.plus(LONGEST));
        assertThat(backOff.after(Integer.MAX_VALUE)).isEqualTo(NOW.plus(LONGEST));
    }

    @Test
    void doesNotCountWaitingForTheBudgetAsAFailure() {
        var spent = new PullFailed(new Trouble.NoBudget(Duration.ofSeconds(4)));

        assertThat(sorting.sort(spent, 2))
                .isInstanceOfSatisfying(
                        Verdict.Postpone.class,
                        postpone -> {
                            assertThat(postpone.attempts()).isEqualTo(2);
                            assertThat(postpone.at()).isEqualTo(NOW.plusSeconds(4));
                        });
    }

    @Test
    void sortsWhatHappensOnThisSide() {
        assertThat(sorting.sort(new TimeoutException("no ack"), 0))
                .isInstanceOf(Verdict.Postpone.class);
        assertThat(sorting.sort(new QueryTimeoutException("slow"), 0))
                .isInstanceOf(Verdict.Postpone.class);
        assertThat(sorting.sort(new IllegalStateException("a bug"), 0))
                .isInstanceOfSatisfying(
                        Verdict.Postpone.class,
                        postpone -> assertThat(postpone.reason().code()).isEqualTo("unforeseen"));
        assertThat(sorting.sort(new RecordTooLargeException("12 MB"), 0))
                .isInstanceOf(Verdict.Fail.class);
        assertThat(sorting.sort(new PullFailed(new Trouble.Stopping()), 0))
                .isInstanceOf(Verdict.LetGo.class);
    }

    private static io.tributary.events.SyncRun.Reason reasonOf(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Postpone(_, _, var reason) -> reason;
            case Verdict.Fail(var reason) -> reason;
            case Verdict.LetGo() -> throw new AssertionError("no reason");
        };
    }

    /** Through the real client, so that the telling apart is the real one. */
    private static Trouble troubleOf(int status, String body, String retryAfter) throws Exception {
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/",
                exchange -> {
                    byte[] bytes = body.strip().getBytes(StandardCharsets.UTF_8);
                    exchange.getResponseHeaders().add("Content-Type", "application/json");
                    if (retryAfter != null) {
                        exchange.getResponseHeaders().add("Retry-After", retryAfter.strip());
                    }
                    exchange.sendResponseHeaders(status, bytes.length);
                    exchange.getResponseBody().write(bytes);
                    exchange.close();
                });
        server.start();
        URI base = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        try (NangoApi api = NangoApi.at(base, new ApiKey("key")).build()) {
            return switch (api.proxy(ProxyRequest.get("crm", "c", "/x"))) {
                case ProxyAnswer.ProviderFailed failed -> new Trouble.OfProvider(failed);
                case ProxyAnswer.NangoFailed(var failure) -> new Trouble.OfNango(failure);
                case ProxyAnswer.Ok _ -> throw new AssertionError("200?");
            };
        } finally {
            server.stop(0);
        }
    }
}
