package io.tributary.worker.job;

import io.tributary.events.SyncRun.Reason;
import io.tributary.nango.api.NangoFailure;
import io.tributary.nango.api.ProxyAnswer.ProviderFailed;
import io.tributary.nango.api.RetryAfter;
import io.tributary.worker.pull.PullFailed;
import io.tributary.worker.pull.Trouble;
import io.tributary.worker.run.LeaseLost;
import io.tributary.worker.run.PagingLoop;

import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

import java.util.Locale;

/** The one place where it is decided what becomes of a pull that was stopped, and why. */
@Component
class FailureSorting {

    private static final int UNAUTHORIZED = 401;
    private static final int REQUEST_TIMEOUT = 408;
    private static final int TOO_EARLY = 425;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SERVER_ERROR = 500;

    private final BackOff backOff;

    FailureSorting(BackOff backOff) {
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
                    fail(
                            "paging_loop",
                            "The provider's next page is one that this run has been at before. Ask"
                                + " the provider; what came so far is published.");
            case RecordTooLargeException _ ->
                    fail(
                            "record_too_large",
                            "A record is larger than its topic takes. Leave large members out by"
                                + " the endpoint's parameters, or raise max.message.bytes of the"
                                + " topic and max.request.size of the worker's producer.");
            case KafkaException _ ->
                    later(
                            attempts,
                            "kafka_unavailable",
                            "Kafka did not acknowledge; it is tried again.");
            case DataAccessException _, TransactionException _ ->
                    later(
                            attempts,
                            "database_unavailable",
                            "PostgreSQL refused or was away; it is tried again.");
            default -> throw failure;
        };
    }

    private Verdict sort(Trouble trouble, int attempts) {
        return switch (trouble) {
            case Trouble.OfNango(var failure) -> ofNango(failure, attempts);
            case Trouble.OfProvider(var answer) -> ofProvider(answer, attempts);
            case Trouble.BrokenAnswer() ->
                    later(
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
            case Trouble.NotConfigured(var code, var sentence) -> later(attempts, code, sentence);
            case Trouble.Unfit(var code, var sentence) -> fail(code, sentence);
            case Trouble.Stopping() -> new Verdict.LetGo();
        };
    }

    private Verdict ofNango(NangoFailure failure, int attempts) {
        String code = "nango_" + failure.kind().name().toLowerCase(Locale.ROOT);
        return switch (failure.kind()) {
            case RATE_LIMITED ->
                    after(
                            failure.retryAfter(),
                            attempts,
                            code,
                            "Nango's rate limit is used up; it goes on when Nango says.");
            case CONNECTION_UNKNOWN, CONNECTION_CREDENTIALS ->
                    pause(
                            code,
                            "Nango cannot use this connection: its credentials do not work or it is"
                                + " gone. It goes on when its user has authorised anew.");
            case UNAUTHORISED ->
                    later(
                            attempts,
                            code,
                            "Nango does not accept the API key. Set the right"
                                + " tributary.environments.<name>.nango.api-key.");
            case FORBIDDEN ->
                    later(
                            attempts,
                            code,
                            "The API key may not use the proxy. Give it the scope"
                                + " environment:proxy.");
            case PLAN_LIMIT ->
                    later(
                            attempts,
                            code,
                            "The plan of the account at Nango is used up. Raise it, or wait.");
            case INTEGRATION_UNKNOWN ->
                    fail(
                            code,
                            "Nango does not know this integration any more. Make it anew, or take"
                                + " it out of the definition.");
            case REFUSED ->
                    fail(
                            code,
                            "Nango refuses this call whoever sends it (%s). Look at the integration's provider and base URL in Nango."
                                    .formatted(failure.code()));
            case PROVIDER_UNREACHABLE ->
                    later(attempts, code, "Nango could not reach the provider; it is tried again.");
            case SERVER_ERROR, UNREACHABLE, TIMED_OUT ->
                    later(attempts, code, "Nango did not answer; it is tried again.");
            case MALFORMED ->
                    later(
                            attempts,
                            code,
                            "What answers at tributary.environments.<name>.nango.base-url is not"
                                + " Nango; it is tried again.");
            case INTERRUPTED -> new Verdict.LetGo();
        };
    }

    private Verdict ofProvider(ProviderFailed answer, int attempts) {
        int status = answer.status();
        RetryAfter wait = answer.retryAfter().orElse(null);
        if (status == TOO_MANY_REQUESTS) {
            return after(
                    wait,
                    attempts,
                    "provider_rate_limited",
                    "The provider's rate limit is used up; it goes on when the provider says.");
        }
        if (status == UNAUTHORIZED) {
            return pause(
                    "provider_unauthorized",
                    "The provider does not accept this connection's credentials (401). It goes on"
                        + " when its user has authorised anew.");
        }
        if (status >= SERVER_ERROR || status == REQUEST_TIMEOUT || status == TOO_EARLY) {
            return after(
                    wait,
                    attempts,
                    "provider_" + status,
                    "The provider answered %d; it is tried again.".formatted(status));
        }
        return fail(
                "provider_" + status,
                "The provider answered %d: this connection may not do that, or the definition's endpoint is wrong. Call it by hand through Nango's proxy."
                        .formatted(status));
    }

    private Verdict after(@Nullable RetryAfter wait, int attempts, String code, String sentence) {
        return wait == null
                ? later(attempts, code, sentence)
                : new Verdict.Postpone(
                        backOff.in(wait.delay(backOff.now(), backOff.longest())),
                        attempts + 1,
                        new Reason(code, sentence));
    }

    private Verdict later(int attempts, String code, String sentence) {
        return new Verdict.Postpone(
                backOff.after(attempts), attempts + 1, new Reason(code, sentence));
    }

    private static Verdict pause(String code, String sentence) {
        return new Verdict.Pause(new Reason(code, sentence));
    }

    private static Verdict fail(String code, String sentence) {
        return new Verdict.Fail(new Reason(code, sentence));
    }
}
