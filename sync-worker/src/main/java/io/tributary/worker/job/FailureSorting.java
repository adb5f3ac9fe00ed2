package io.tributary.worker.job;

import io.tributary.worker.database.SqlStates;
import io.tributary.worker.pull.PullFailed;
import io.tributary.worker.pull.Trouble;
import io.tributary.worker.run.LeaseLost;
import io.tributary.worker.run.PagingLoop;
import io.tributary.worker.run.Stall;

import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

import java.util.Set;

/**
 * The one place where it is decided what becomes of a pull that was stopped, and why.
 *
 * <ul>
 *   <li><b>Tried without end</b>, after 1, 2, 4 … s up to the longest wait: what is mended outside
 *       of this run and by nobody who would think of it. Kafka, PostgreSQL and Nango being away;
 *       the API key, its scope, the plan, a definition or environment that only another worker has;
 *       both rate limits, as their {@code Retry-After} or reset says, and later if that did not
 *       help twice; and all that is the connection's trouble (401 of the provider, 424, "Failed to
 *       get connection"): the store's changes pause, resume or end it, and where Nango itself never
 *       notices, nothing else would bring it back. These last wait longer and longer, up to {@code
 *       tributary.worker.job.longest-wait-for-user}.
 *   <li><b>Given up</b> after ten tries and {@code tributary.worker.job.give-up-after} without a
 *       page: what may pass, but may as well be one page that fails each time. 5xx, 408 and 425 of
 *       the provider or what it says by status 200 instead, its connection cut or not to be had, no
 *       answer in time, its 403 that names a rate limit, Nango's own 5xx, an error page without a
 *       trace of Nango, a page under status 200 whose type is not JSON's, what PostgreSQL refuses
 *       rather than being away, anything unforeseen, errors of the JVM among it.
 *   <li><b>A few times</b>, within a minute: an answer that is not what the definition says, or
 *       that contradicts what came before, a loop in the paging among it. It is most likely the
 *       definition or the provider for good, and sometimes an error page under status 200 that
 *       calls itself JSON, or a cache that gave one page twice.
 *   <li><b>Never</b>: what asking again cannot change. Other 4xx, an integration that is gone, a
 *       request that Nango refuses, a link that leads elsewhere, a record or page that is too
 *       large.
 * </ul>
 *
 * <p>What is tried without end is not counted: it neither brings the end of the second and third
 * kind nearer nor puts it off. Those two are counted anew where one follows the other.
 */
@Component
class FailureSorting {

    private static final Logger LOGGER = LoggerFactory.getLogger(FailureSorting.class);

    private static final String PAGING_LOOP = "paging_loop";

    /** Of what is unfit, what an error page or a page from a cache would look like. */
    private static final Set<String> LIKE_A_GLITCH =
            Set.of(
                    "page_not_json",
                    "records_not_found",
                    "records_twice",
                    "record_without_id",
                    "page_repeated",
                    PAGING_LOOP,
                    "cursor_missing",
                    "next_link_missing",
                    "next_link_unreadable",
                    "link_header_missing",
                    "has_more_unreadable",
                    "total_unreadable",
                    "total_not_reached");

    /** Of what is unfit, what a page of maintenance is, however long that takes. */
    private static final String FOR_PEOPLE = "page_wrong_type";

    private final ProxyFailures proxy;
    private final Patience patience;

    FailureSorting(ProxyFailures proxy, Patience patience) {
        this.proxy = proxy;
        this.patience = patience;
    }

    /**
     * @param stall how often in a row the pull had to wait before, and since when
     */
    Verdict sort(Throwable failure, Stall stall) {
        return switch (failure) {
            case PullFailed stopped -> sort(stopped.trouble(), stall);
            case LeaseLost _, InterruptException _ -> new Verdict.LetGo();
            case PagingLoop _ ->
                    patience.aFewTimes(
                            stall,
                            PAGING_LOOP,
                            "The provider's next page is one that this run has been at before. Most"
                                + " often it does not heed paging.parameter of the definition, or"
                                + " begins again at its first page: compare the next call of a dry"
                                + " run with its documentation. What came so far is published.");
            case RecordTooLargeException _ ->
                    Verdict.fail(
                            "record_too_large",
                            "A record is larger than its topic takes. Leave large members out by"
                                + " the endpoint's parameters, or raise max.message.bytes of the"
                                + " topic and max.request.size of the worker's producer.");
            case KafkaException _ -> {
                logCause(failure, "Kafka");
                yield patience.forEver(
                        stall,
                        "kafka_unavailable",
                        "Kafka did not acknowledge, the worker's log says why; it is tried again"
                                + " until it does.");
            }
            case DataAccessException _, TransactionException _ -> ofDatabase(failure, stall);
            default -> unforeseen(failure, stall);
        };
    }

    private Verdict ofDatabase(Throwable failure, Stall stall) {
        logCause(failure, "PostgreSQL");
        String refused = SqlStates.lasting(failure);
        return refused == null
                ? patience.forEver(
                        stall,
                        "database_unavailable",
                        "PostgreSQL is away or overtaxed, the worker's log says why; it is tried"
                                + " again until it is there.")
                : patience.untilGivenUp(
                        null,
                        stall,
                        "database_refused",
                        "PostgreSQL refused with SQLSTATE %s, the worker's log says what: look at the rights of the worker's user and at its tables."
                                .formatted(refused));
    }

    /** The reason that a run shows cannot hold it. */
    private static void logCause(Throwable failure, String whose) {
        LOGGER.atWarn().setCause(failure).log("a pull was stopped by {}", whose);
    }

    private Verdict unforeseen(Throwable failure, Stall stall) {
        LOGGER.atError().setCause(failure).log("a pull was stopped by something unforeseen");
        return patience.untilGivenUp(
                null,
                stall,
                "unforeseen",
                "Something unforeseen stopped it (%s): report it with what the log says."
                        .formatted(failure.getClass().getSimpleName()));
    }

    private Verdict sort(Trouble trouble, Stall stall) {
        return switch (trouble) {
            case Trouble.OfNango(var failure) -> proxy.ofNango(failure, stall);
            case Trouble.OfProvider(var answer) -> proxy.ofProvider(answer, stall);
            case Trouble.Declined declined -> proxy.ofDeclined(declined, stall);
            case Trouble.BrokenAnswer() ->
                    patience.untilGivenUp(
                            null,
                            stall,
                            "answer_broken",
                            "The answer broke off, or took longer than"
                                    + " tributary.worker.nango.request-timeout, as it does where"
                                    + " the provider's answer to Nango broke off.");
            case Trouble.NoBudget(var wait) ->
                    patience.inTurn(
                            wait,
                            stall,
                            "budget_spent",
                            "This environment's share of calls is used up for now; it goes on when"
                                    + " there are more"
                                    + " (tributary.worker.nango.calls-per-minute).");
            case Trouble.NotConfigured(var code, var sentence) ->
                    patience.forEver(stall, code, sentence);
            case Trouble.Unfit(var code, var sentence) when code.equals(FOR_PEOPLE) ->
                    patience.untilGivenUp(null, stall, code, sentence);
            case Trouble.Unfit(var code, var sentence) ->
                    LIKE_A_GLITCH.contains(code)
                            ? patience.aFewTimes(stall, code, sentence)
                            : Verdict.fail(code, sentence);
            case Trouble.Stopping() -> new Verdict.LetGo();
        };
    }
}
