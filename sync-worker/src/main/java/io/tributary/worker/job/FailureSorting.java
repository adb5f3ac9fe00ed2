package io.tributary.worker.job;

import io.tributary.events.SyncRun.Reason;
import io.tributary.worker.pull.PullFailed;
import io.tributary.worker.pull.Trouble;
import io.tributary.worker.run.LeaseLost;
import io.tributary.worker.run.PagingLoop;

import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** The one place where it is decided what becomes of a pull that was stopped, and why. */
@Component
class FailureSorting {

    private static final Logger LOGGER = LoggerFactory.getLogger(FailureSorting.class);

    private final ProxyFailures proxy;
    private final BackOff backOff;

    FailureSorting(ProxyFailures proxy, BackOff backOff) {
        this.proxy = proxy;
        this.backOff = backOff;
    }

    /**
     * @param attempts how often in a row the pull had to wait before
     */
    Verdict sort(RuntimeException failure, int attempts) {
        return switch (failure) {
            case PullFailed stopped -> sort(stopped.trouble(), attempts);
            case LeaseLost _, InterruptException _ -> new Verdict.LetGo();
            case PagingLoop _ ->
                    Verdict.fail(
                            "paging_loop",
                            "The provider's next page is one that this run has been at before. Ask"
                                    + " the provider; what came so far is published.");
            case RecordTooLargeException _ ->
                    Verdict.fail(
                            "record_too_large",
                            "A record is larger than its topic takes. Leave large members out by"
                                + " the endpoint's parameters, or raise max.message.bytes of the"
                                + " topic and max.request.size of the worker's producer.");
            case KafkaException _ ->
                    backOff.later(
                            attempts,
                            "kafka_unavailable",
                            "Kafka did not acknowledge; it is tried again.");
            case DataAccessException _, TransactionException _ ->
                    backOff.later(
                            attempts,
                            "database_unavailable",
                            "PostgreSQL refused or was away; it is tried again.");
            default -> unforeseen(failure, attempts);
        };
    }

    private Verdict unforeseen(RuntimeException failure, int attempts) {
        LOGGER.atError().setCause(failure).log("a pull was stopped by something unforeseen");
        return backOff.later(
                attempts,
                "unforeseen",
                "Something unforeseen stopped it (%s), the log says what; it is tried again."
                        .formatted(failure.getClass().getSimpleName()));
    }

    private Verdict sort(Trouble trouble, int attempts) {
        return switch (trouble) {
            case Trouble.OfNango(var failure) -> proxy.ofNango(failure, attempts);
            case Trouble.OfProvider(var answer) -> proxy.ofProvider(answer, attempts);
            case Trouble.Declined declined -> proxy.ofDeclined(declined, attempts);
            case Trouble.BrokenAnswer() ->
                    backOff.later(
                            attempts,
                            "answer_broken",
                            "The answer broke off or took too long; it is tried again.");
            case Trouble.NoBudget(var wait) ->
                    new Verdict.Postpone(
                            backOff.in(wait),
                            attempts,
                            new Reason(
                                    "budget_spent",
                                    "This environment's share of calls is used up for now; it goes"
                                            + " on when there are more"
                                            + " (tributary.worker.nango.calls-per-minute)."));
            case Trouble.NotConfigured(var code, var sentence) ->
                    backOff.later(attempts, code, sentence);
            case Trouble.Unfit(var code, var sentence) -> Verdict.fail(code, sentence);
            case Trouble.Stopping() -> new Verdict.LetGo();
        };
    }
}
