package io.tributary.worker.job;

import static io.tributary.worker.job.Sorting.DAYS_AGO;
import static io.tributary.worker.job.Sorting.NOW;
import static io.tributary.worker.job.Sorting.headersOf;
import static io.tributary.worker.job.Sorting.nango;
import static io.tributary.worker.job.Sorting.pull;
import static io.tributary.worker.job.Sorting.reasonOf;
import static io.tributary.worker.job.Sorting.troubleOf;
import static io.tributary.worker.job.Sorting.unfit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.tributary.nango.api.FailureKind;
import io.tributary.nango.api.NangoFailure;
import io.tributary.nango.api.RetryAfter;
import io.tributary.worker.pull.PullFailed;
import io.tributary.worker.pull.Trouble;
import io.tributary.worker.run.Stall;

import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.transaction.CannotCreateTransactionException;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** The matrix: what came, what becomes of the pull, and how often. */
class FailureSortingTest {

    private final Sorting sorting = new Sorting();

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

    private static RuntimeException refused(String state) {
        return new UncategorizedSQLException(
                "a task", "select 1", new SQLException("refused", state));
    }
}
