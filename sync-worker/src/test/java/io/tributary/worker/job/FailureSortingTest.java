package io.tributary.worker.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.sun.net.httpserver.HttpServer;

import io.tributary.nango.api.ApiKey;
import io.tributary.nango.api.FailureKind;
import io.tributary.nango.api.NangoApi;
import io.tributary.nango.api.NangoFailure;
import io.tributary.nango.api.ProxyAnswer;
import io.tributary.nango.api.ProxyRequest;
import io.tributary.nango.api.RetryAfter;
import io.tributary.worker.pull.PullFailed;
import io.tributary.worker.pull.PullSettings;
import io.tributary.worker.pull.Trouble;
import io.tributary.worker.run.Stall;

import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.util.unit.DataSize;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** The matrix: what came, what becomes of the pull, and how often. */
class FailureSortingTest {

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final Duration LONGEST = Duration.ofMinutes(15);
    private static final Instant DAYS_AGO = NOW.minus(Duration.ofDays(3));

    private final BackOff backOff =
            new BackOff(
                    Clock.fixed(NOW, ZoneOffset.UTC),
                    new PullSettings(
                            DataSize.ofMegabytes(1),
                            null,
                            DataSize.ofMegabytes(1),
                            LONGEST,
                            Duration.ofSeconds(1)));
    private final Patience patience =
            new Patience(
                    backOff,
                    new JobSettings(
                            Duration.ofHours(24), Duration.ofMinutes(1), Duration.ofHours(24)));
    private final FailureSorting sorting =
            new FailureSorting(new ProxyFailures(patience), patience);

    /** How often. */
    private enum Often {
        FOR_EVER,
        GIVEN_UP,
        FEW,
        NEVER;

        static Often of(Verdict first, Verdict afterFive, Verdict afterDays) {
            if (first instanceof Verdict.Fail) {
                return NEVER;
            }
            if (afterFive instanceof Verdict.Fail) {
                return FEW;
            }
            return afterDays instanceof Verdict.Fail ? GIVEN_UP : FOR_EVER;
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                // the rate limits, Nango's own told by its body; its seconds are rounded down
                "429| {\"error\":{\"code\":\"too_many_request\",\"method\":\"GET\",\"path\":\"/proxy/x\"}}"
                    + " | 5 | FOR_EVER | nango_rate_limited | 6",
                "429| {\"error\":{\"code\":\"too_many_request\"}} | 5 | FOR_EVER |"
                        + " provider_rate_limited | 5",
                "429| {} | 7 | FOR_EVER | provider_rate_limited | 7",
                "429| {} | Sun, 22 Nov 2026 10:01:00 GMT | FOR_EVER | provider_rate_limited | 60",
                "429| {} | Sun, 22 Nov 2026 09:01:00 GMT | FOR_EVER | provider_rate_limited | 1",
                "429| {} | 0 | FOR_EVER | provider_rate_limited | 1",
                "429| {} | 86400 | FOR_EVER | provider_rate_limited | 900",
                "429| {} | soon | FOR_EVER | provider_rate_limited | ",
                "429| {} | | FOR_EVER | provider_rate_limited | ",
                "403| {} | 30 | GIVEN_UP | provider_rate_limited | 30",
                // the connection's trouble
                "401| {} | | FOR_EVER | provider_unauthorized | ",
                "424| {\"error\":{\"code\":\"connection_refresh_backoff\"}} | | FOR_EVER |"
                        + " nango_connection_credentials | ",
                "400| {\"error\":{\"code\":\"server_error\",\"message\":\"Failed to get"
                        + " connection\"}} | | FOR_EVER | nango_connection_unknown | ",
                "400| {\"error\":{\"code\":\"server_error\",\"message\":\"Failed to get connection"
                        + " credentials\"}} | | FOR_EVER | nango_connection_credentials | ",
                "400| {\"error\":{\"code\":\"invalid_credentials\"}} | | FOR_EVER |"
                        + " nango_connection_credentials | ",
                "500| {\"error\":{\"code\":\"server_error\",\"message\":\"Failed to get connection"
                    + " credentials: hung up\"}} | | FOR_EVER | nango_connection_credentials | ",
                // an operator's
                "401| {\"error\":{\"code\":\"unknown_account\"}} | | FOR_EVER | nango_unauthorised"
                        + " | ",
                "403| {\"error\":{\"code\":\"forbidden\"}} | | FOR_EVER | nango_forbidden | ",
                "402| {\"error\":{\"code\":\"plan_limit\"}} | | FOR_EVER | nango_plan_limit | ",
                // may pass, or not
                "500| {} | | GIVEN_UP | provider_500 | ",
                "503| {} | 30 | GIVEN_UP | provider_503 | 30",
                "408| {} | | GIVEN_UP | provider_408 | ",
                "425| {} | | GIVEN_UP | provider_425 | ",
                "504| {} | | GIVEN_UP | provider_504 | ",
                "520| {} | | GIVEN_UP | provider_5xx | ",
                "799| {} | | GIVEN_UP | provider_5xx | ",
                "500| {\"message\":\"socket hang up\",\"code\":\"ECONNRESET\",\"method\":\"get\"} |"
                        + " | GIVEN_UP | nango_provider_unreachable | ",
                "500| {\"error\":{\"code\":\"generic_error_support\"}} | | GIVEN_UP |"
                        + " nango_server_error | ",
                "400| {\"error\":{\"code\":\"base_url_override_not_allowed\"}} | | GIVEN_UP |"
                        + " nango_refused | ",
                // nothing to wait for
                "404| {\"error\":{\"code\":\"unknown_provider_config\"}} | | NEVER |"
                        + " nango_integration_unknown | ",
                "400| {\"error\":{\"code\":\"invalid_headers\"}} | | NEVER | nango_refused | ",
                "400| {} | | NEVER | provider_400 | ",
                "403| {} | | NEVER | provider_403 | ",
                "404| {} | | NEVER | provider_404 | ",
                "410| {} | | NEVER | provider_410 | ",
                "422| {} | | NEVER | provider_422 | ",
                "418| {} | | NEVER | provider_4xx | ",
                "499| {} | | NEVER | provider_4xx | ",
            })
    void sortsWhatTheProxyAnswers(
            int status, String body, String retryAfter, Often often, String code, Integer wait)
            throws Exception {
        RuntimeException failure = new PullFailed(troubleOf(status, body, headersOf(retryAfter)));

        Verdict sorted = sorting.sort(failure, Stall.NONE);

        assertSorted(failure, sorted, often, code);
        assertWaits(sorted, wait);
    }

    /** So many seconds; as the back-off says if null. */
    private static void assertWaits(Verdict sorted, Integer wait) {
        if (sorted instanceof Verdict.Postpone(var at, var stall, _)) {
            assertThat(stall.attempts()).isEqualTo(1);
            assertThat(stall.since()).isEqualTo(stall.tries() == 0 ? null : NOW);
            if (wait != null) {
                assertThat(at).isEqualTo(NOW.plusSeconds(wait));
            } else {
                assertThat(at).isBetween(NOW.plusSeconds(1), NOW.plusMillis(1500));
            }
        }
    }

    /** {@code now} is 1795341600; all of {@code X-RateLimit-}. */
    @ParameterizedTest
    @CsvSource({
        // GitHub's: a 403, rarely with Retry-After
        "403, 0, 1795341630, , GIVEN_UP, provider_rate_limited, 30",
        "403, 0, 1795345200, , GIVEN_UP, provider_rate_limited, 900",
        "403, 0, 1795341630, 7, GIVEN_UP, provider_rate_limited, 7",
        "403, 0, 1795341599, , GIVEN_UP, provider_rate_limited, ",
        "403, 0, soon, , GIVEN_UP, provider_rate_limited, ",
        "403, 0, , , GIVEN_UP, provider_rate_limited, ",
        "429, 0, 1795341630, , FOR_EVER, provider_rate_limited, 30",
        "429, 0, 1795341630, 7, FOR_EVER, provider_rate_limited, 7",
        "429, , 1795341630000, , FOR_EVER, provider_rate_limited, 30",
        "429, , 40, , FOR_EVER, provider_rate_limited, 40",
        // what is Nango's: the provider has no such headers
        "429, 150, 1795341630, , FOR_EVER, provider_rate_limited, ",
        "403, 150, 1795341630, , NEVER, provider_403, ",
        "403, , 1795341630, , NEVER, provider_403, ",
        "404, 0, 1795341630, , NEVER, provider_404, ",
        "503, 0, 1795341630, , GIVEN_UP, provider_503, ",
    })
    void waitsUntilTheProvidersLimitIsReset(
            int status,
            String remaining,
            String reset,
            String retryAfter,
            Often often,
            String code,
            Integer wait)
            throws Exception {
        Map<String, String> headers = new HashMap<>();
        headers.put("X-RateLimit-Remaining", remaining);
        headers.put("X-RateLimit-Reset", reset);
        headers.put("Retry-After", retryAfter);
        headers.values().removeIf(Objects::isNull);
        RuntimeException failure = new PullFailed(troubleOf(status, "{}", headers));

        Verdict sorted = sorting.sort(failure, Stall.NONE);

        assertSorted(failure, sorted, often, code);
        assertWaits(sorted, wait);
    }

    static Stream<Arguments> others() {
        return Stream.of(
                arguments(nango(FailureKind.UNREACHABLE), Often.FOR_EVER, "nango_unreachable"),
                arguments(nango(FailureKind.BROKEN), Often.GIVEN_UP, "nango_broken"),
                arguments(nango(FailureKind.TIMED_OUT), Often.GIVEN_UP, "nango_timed_out"),
                arguments(nango(FailureKind.MALFORMED), Often.FOR_EVER, "nango_malformed"),
                arguments(pull(new Trouble.BrokenAnswer()), Often.GIVEN_UP, "answer_broken"),
                arguments(unfit("page_wrong_type"), Often.GIVEN_UP, "page_wrong_type"),
                arguments(unfit("page_not_json"), Often.FEW, "page_not_json"),
                arguments(unfit("records_not_found"), Often.FEW, "records_not_found"),
                arguments(unfit("record_without_id"), Often.FEW, "record_without_id"),
                arguments(unfit("too_many_pages"), Often.NEVER, "too_many_pages"),
                arguments(unfit("too_many_empty_pages"), Often.NEVER, "too_many_empty_pages"),
                arguments(unfit("next_link_refused"), Often.NEVER, "next_link_refused"),
                arguments(unfit("cursor_unusable"), Often.NEVER, "cursor_unusable"),
                arguments(
                        pull(new Trouble.NotConfigured("environment_unknown", "Set it.")),
                        Often.FOR_EVER,
                        "environment_unknown"),
                arguments(new TimeoutException("no ack"), Often.FOR_EVER, "kafka_unavailable"),
                arguments(
                        new QueryTimeoutException("slow"), Often.FOR_EVER, "database_unavailable"),
                arguments(refused("57P01"), Often.FOR_EVER, "database_unavailable"),
                arguments(refused("40001"), Often.FOR_EVER, "database_unavailable"),
                arguments(refused("42501"), Often.GIVEN_UP, "database_refused"),
                arguments(refused("42P01"), Often.GIVEN_UP, "database_refused"),
                arguments(
                        new CannotCreateTransactionException(
                                "no connection",
                                new SQLTransientConnectionException("the pool is empty", "28P01")),
                        Often.FOR_EVER,
                        "database_unavailable"),
                arguments(new IllegalStateException("a bug"), Often.GIVEN_UP, "unforeseen"),
                arguments(new StackOverflowError(), Often.GIVEN_UP, "unforeseen"),
                arguments(new RecordTooLargeException("12 MB"), Often.NEVER, "record_too_large"));
    }

    /** Asked again, the provider may give the page that it owes. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "records_twice",
                "page_repeated",
                "paging_loop",
                "cursor_missing",
                "next_link_missing",
                "next_link_unreadable",
                "link_header_missing",
                "has_more_unreadable",
                "total_unreadable",
                "total_not_reached",
            })
    void triesAFewTimesWhatACacheOrAGlitchMayHaveDone(String code) {
        assertSorted(unfit(code), sorting.sort(unfit(code), Stall.NONE), Often.FEW, code);
    }

    @ParameterizedTest
    @MethodSource("others")
    void sortsWhatIsNoAnswerOrNotTheOneExpected(Throwable failure, Often often, String code) {
        Verdict sorted = sorting.sort(failure, Stall.NONE);

        assertSorted(failure, sorted, often, code);
    }

    /** What stands in front of Nango: a wrong base URL, a firewall, a route that is gone. */
    @Test
    void outlastsAPageThatShowsNoTraceOfNangoAndSaysWhereToLook() {
        RuntimeException failure =
                pull(
                        new Trouble.OfNango(
                                new NangoFailure(
                                        FailureKind.NOT_ANSWERING,
                                        404,
                                        null,
                                        "text/html",
                                        new RetryAfter.In(Duration.ofSeconds(30)),
                                        null)));

        Verdict sorted = sorting.sort(failure, Stall.NONE);

        assertSorted(failure, sorted, Often.GIVEN_UP, "nango_not_answering");
        assertWaits(sorted, 30);
        assertThat(reasonOf(sorted).sentence())
                .contains("404 (text/html)", "tributary.environments.<name>.nango.base-url");
    }

    @Test
    void letsGoOfWhatIsAnothersOrIsToEnd() {
        assertThat(sorting.sort(pull(new Trouble.Stopping()), Stall.NONE))
                .isInstanceOf(Verdict.LetGo.class);
        assertThat(sorting.sort(nango(FailureKind.INTERRUPTED), Stall.NONE))
                .isInstanceOf(Verdict.LetGo.class);
    }

    @Test
    void saysWhyNangoIsNotToBeReached() {
        var unknown =
                new NangoFailure(FailureKind.UNREACHABLE, 0, null, "unknown host", null, null);

        Verdict sorted = sorting.sort(pull(new Trouble.OfNango(unknown)), Stall.NONE);

        assertThat(reasonOf(sorted).sentence()).contains("(unknown host)");
    }

    @Test
    void namesBothScopesThatAPullNeeds() {
        assertThat(reasonOf(sorting.sort(nango(FailureKind.FORBIDDEN), Stall.NONE)).sentence())
                .contains("environment:proxy", "environment:connections:read");
    }

    @Test
    void saysBySqlstateWhatTheDatabaseRefused() {
        assertThat(reasonOf(sorting.sort(refused("42501"), Stall.NONE)).sentence())
                .contains("SQLSTATE 42501");
    }

    @Test
    void waitsLongerEachTimeButNeverLongerThanTheLongest() {
        assertThat(backOff.after(3)).isBetween(NOW.plusSeconds(8), NOW.plusSeconds(12));
        assertThat(backOff.after(10)).isEqualTo(NOW.plus(LONGEST));
        assertThat(backOff.after(Integer.MAX_VALUE)).isEqualTo(NOW.plus(LONGEST));
    }

    @Test
    void doesNotCountWaitingForTheBudgetAsAFailure() {
        var spent = pull(new Trouble.NoBudget(Duration.ofSeconds(4)));

        Stall stall = new Stall(2, Stall.Kind.UNTIL_GIVEN_UP, 1, NOW);

        assertThat(sorting.sort(spent, stall))
                .isInstanceOfSatisfying(
                        Verdict.Postpone.class,
                        postpone -> {
                            assertThat(postpone.stall()).isEqualTo(stall);
                            assertThat(postpone.at()).isEqualTo(NOW.plusSeconds(4));
                        });
    }

    /** An operator who set it to minutes, and a provider that says to come again in an hour. */
    @Test
    void doesNotGiveUpBeforeItHasTriedTenTimes() {
        RuntimeException failure = pull(new Trouble.BrokenAnswer());

        Verdict afterNine =
                sorting.sort(failure, new Stall(9, Stall.Kind.UNTIL_GIVEN_UP, 9, DAYS_AGO));

        assertThat(afterNine).isInstanceOf(Verdict.Postpone.class);
    }

    /** A nightly restart of Nango would else let a page that always fails be tried for ever. */
    @ParameterizedTest
    @EnumSource(names = {"UNTIL_GIVEN_UP", "A_FEW_TIMES"})
    void countsOnWhereSomethingWithoutEndWasWaitedForInBetween(Stall.Kind kind) {
        Stall before = new Stall(200, kind, 4, DAYS_AGO);

        Stall after = stallOf(sorting.sort(nango(FailureKind.UNREACHABLE), before));

        assertThat(after).isEqualTo(new Stall(201, kind, 4, DAYS_AGO));
    }

    @Test
    void givesUpAPageThatAlwaysFailsHoweverOftenNangoIsRestarted() {
        Stall stall = new Stall(1, Stall.Kind.UNTIL_GIVEN_UP, 1, DAYS_AGO);
        Verdict last = null;

        for (int i = 0; i < 10; i++) {
            stall = stallOf(sorting.sort(nango(FailureKind.UNREACHABLE), stall));
            last = sorting.sort(pull(new Trouble.BrokenAnswer()), stall);
            stall = last instanceof Verdict.Postpone(_, var next, _) ? next : stall;
        }

        assertThat(last).isInstanceOf(Verdict.Fail.class);
        assertThat(stall.attempts()).isEqualTo(20);
    }

    /** An outage of days says nothing of the page that fails after it. */
    @Test
    void doesNotCountAnOutageAgainstThePageThatFailsAfterIt() {
        Stall outage = new Stall(200, null, 0, null);

        Stall after = stallOf(sorting.sort(pull(new Trouble.BrokenAnswer()), outage));

        assertThat(after).isEqualTo(new Stall(201, Stall.Kind.UNTIL_GIVEN_UP, 1, NOW));
    }

    /** Earlier versions counted outages too; and a few tries are not many. */
    @ParameterizedTest
    @CsvSource({
        "FOR_EVER, UNTIL_GIVEN_UP",
        "FOR_EVER, A_FEW_TIMES",
        "A_FEW_TIMES, UNTIL_GIVEN_UP",
        "UNTIL_GIVEN_UP, A_FEW_TIMES",
    })
    void countsAnewWhereTheNextFailureIsOfAnotherKindThatIsCounted(
            Stall.Kind before, Stall.Kind next) {
        RuntimeException failure =
                next == Stall.Kind.A_FEW_TIMES
                        ? unfit("page_not_json")
                        : pull(new Trouble.BrokenAnswer());

        Stall after = stallOf(sorting.sort(failure, new Stall(200, before, 200, DAYS_AGO)));

        assertThat(after).isEqualTo(new Stall(201, next, 1, NOW));
    }

    /** One that says zero, or a date that is past, would else be called every second for ever. */
    @ParameterizedTest
    @CsvSource({"0, 1, 1, 1", "0, 2, 4, 6", "0, 5, 32, 48", "0, 99, 900, 900", "600, 5, 600, 600"})
    void asksEverMoreSeldomWhoAsksForTooLittleAgainAndAgain(
            String retryAfter, int attempts, int least, int most) throws Exception {
        RuntimeException failure = new PullFailed(troubleOf(429, "{}", headersOf(retryAfter)));

        Verdict sorted = sorting.sort(failure, new Stall(attempts, null, 0, null));

        assertThat(((Verdict.Postpone) sorted).at())
                .isBetween(NOW.plusSeconds(least), NOW.plusSeconds(most));
    }

    static Stream<RuntimeException> usersTroubles() throws Exception {
        return Stream.of(
                pull(troubleOf(401, "{}", Map.of())),
                nango(FailureKind.CONNECTION_UNKNOWN),
                nango(FailureKind.CONNECTION_CREDENTIALS));
    }

    /** A user who never comes back would else cost a call each quarter of an hour. */
    @ParameterizedTest
    @MethodSource("usersTroubles")
    void asksEverMoreSeldomWhereOnlyAUserCanMendIt(RuntimeException trouble) {
        assertThat(waitAfter(trouble, 0)).isBetween(Duration.ofSeconds(1), Duration.ofMillis(1500));
        assertThat(waitAfter(trouble, 12)).isBetween(Duration.ofHours(1), Duration.ofHours(2));
        assertThat(waitAfter(trouble, 17)).isEqualTo(Duration.ofDays(1));
        assertThat(waitAfter(trouble, 10_000)).isEqualTo(Duration.ofDays(1));
    }

    private Duration waitAfter(RuntimeException trouble, int tries) {
        Stall stall = new Stall(tries, Stall.Kind.FOR_EVER, tries, DAYS_AGO);
        Verdict sorted = sorting.sort(trouble, stall);
        assertThat(stallOf(sorted).tries()).isEqualTo(tries + 1);
        return Duration.between(NOW, ((Verdict.Postpone) sorted).at());
    }

    @ParameterizedTest
    @MethodSource("usersTroubles")
    void beginsWithSecondsAfterAnOutageOfDays(RuntimeException trouble) {
        Verdict sorted = sorting.sort(trouble, new Stall(200, null, 0, null));

        assertThat(((Verdict.Postpone) sorted).at()).isBefore(NOW.plusSeconds(2));
    }

    @ParameterizedTest
    @MethodSource("usersTroubles")
    void forgetsNoTriesOfAPageThatFails(RuntimeException trouble) {
        Stall before = new Stall(14, Stall.Kind.UNTIL_GIVEN_UP, 9, DAYS_AGO);

        Verdict sorted = sorting.sort(trouble, before);

        assertThat(stallOf(sorted))
                .isEqualTo(new Stall(15, Stall.Kind.UNTIL_GIVEN_UP, 9, DAYS_AGO));
        assertThat(((Verdict.Postpone) sorted).at()).isAfter(NOW.plus(Duration.ofHours(4)));
    }

    /** Names that a provider chose stand in some. */
    @Test
    void saysNothingThatADatabaseOrATopicRefuses() {
        String name = "a\0b\ud800" + "x".repeat(100_000);
        RuntimeException failure = pull(new Trouble.Unfit("too_many_pages", name));

        String sentence = reasonOf(sorting.sort(failure, Stall.NONE)).sentence();

        assertThat(sentence).startsWith("a\ufffdb\ufffdxx").hasSize(4_000);
    }

    private void assertSorted(Throwable failure, Verdict sorted, Often often, String code) {
        Stall.Kind kind = sorted instanceof Verdict.Postpone(_, var stall, _) ? stall.kind() : null;
        Verdict afterFive = sorting.sort(failure, new Stall(5, kind, 5, NOW.minusSeconds(40)));
        Verdict afterDays = sorting.sort(failure, new Stall(200, kind, 200, DAYS_AGO));
        assertThat(Often.of(sorted, afterFive, afterDays)).isEqualTo(often);
        assertThat(List.of(sorted, afterFive, afterDays))
                .allSatisfy(
                        each -> {
                            assertThat(reasonOf(each).code()).isEqualTo(code);
                            assertThat(reasonOf(each).sentence()).endsWith(".");
                        });
    }

    private static RuntimeException nango(FailureKind kind) {
        return pull(new Trouble.OfNango(new NangoFailure(kind, 0, null, null, null, null)));
    }

    private static RuntimeException refused(String state) {
        return new UncategorizedSQLException(
                "a task", "select 1", new SQLException("refused", state));
    }

    private static RuntimeException unfit(String code) {
        return pull(new Trouble.Unfit(code, "Mend it."));
    }

    private static RuntimeException pull(Trouble trouble) {
        return new PullFailed(trouble);
    }

    private static io.tributary.events.SyncRun.Reason reasonOf(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Postpone(_, _, var reason) -> reason;
            case Verdict.Fail(var reason) -> reason;
            case Verdict.LetGo() -> throw new AssertionError("no reason");
        };
    }

    private static Stall stallOf(Verdict verdict) {
        return ((Verdict.Postpone) verdict).stall();
    }

    private static Map<String, String> headersOf(String retryAfter) {
        return retryAfter == null ? Map.of() : Map.of("Retry-After", retryAfter);
    }

    /** Through the real client, so that the telling apart is the real one. */
    private static Trouble troubleOf(int status, String body, Map<String, String> headers)
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
