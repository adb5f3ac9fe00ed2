package io.tributary.worker.job;

import com.sun.net.httpserver.HttpServer;

import io.tributary.nango.api.ApiKey;
import io.tributary.nango.api.FailureKind;
import io.tributary.nango.api.NangoApi;
import io.tributary.nango.api.NangoFailure;
import io.tributary.nango.api.ProxyAnswer;
import io.tributary.nango.api.ProxyRequest;
import io.tributary.worker.pull.PullFailed;
import io.tributary.worker.pull.PullSettings;
import io.tributary.worker.pull.Trouble;
import io.tributary.worker.run.Stall;

import org.springframework.util.unit.DataSize;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;

/** Failures as they come, and the sorting of them at a time that stands still. */
final class Sorting {

    static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    static final Duration LONGEST = Duration.ofMinutes(15);
    static final Instant DAYS_AGO = NOW.minus(Duration.ofDays(3));

    static final JobSettings SETTINGS =
            new JobSettings(Duration.ofHours(24), Duration.ofMinutes(1), Duration.ofHours(24));

    final BackOff backOff =
            new BackOff(
                    Clock.fixed(NOW, ZoneOffset.UTC),
                    new PullSettings(
                            DataSize.ofMegabytes(1),
                            null,
                            DataSize.ofMegabytes(1),
                            LONGEST,
                            Duration.ofSeconds(1)));
    private final Patience patience = new Patience(backOff, SETTINGS);
    final FailureSorting failures = new FailureSorting(new ProxyFailures(patience), patience);

    Verdict sort(Throwable failure, Stall stall) {
        return failures.sort(failure, stall);
    }

    static RuntimeException nango(FailureKind kind) {
        return pull(new Trouble.OfNango(new NangoFailure(kind, 0, null, null, null, null)));
    }

    static RuntimeException unfit(String code) {
        return pull(new Trouble.Unfit(code, "Mend it."));
    }

    static RuntimeException pull(Trouble trouble) {
        return new PullFailed(trouble);
    }

    static io.tributary.events.SyncRun.Reason reasonOf(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Postpone(_, _, var reason) -> reason;
            case Verdict.Fail(var reason) -> reason;
            case Verdict.LetGo() -> throw new AssertionError("no reason");
        };
    }

    static Stall stallOf(Verdict verdict) {
        return ((Verdict.Postpone) verdict).stall();
    }

    static Map<String, String> headersOf(String retryAfter) {
        return retryAfter == null ? Map.of() : Map.of("Retry-After", retryAfter);
    }

    /** Through the real client, so that the telling apart is the real one. */
    static Trouble troubleOf(int status, String body, Map<String, String> headers)
            throws Exception {
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/",
                exchange -> {
                    byte[] bytes = body.strip().getBytes(StandardCharsets.UTF_8);
                    exchange.getResponseHeaders().add("Content-Type", "application/json");
                    headers.forEach(
                            (name, value) ->
                                    exchange.getResponseHeaders().add(name, value.strip()));
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
