package io.tributary.store.connect;

import io.tributary.http.problem.ApiProblem;
import io.tributary.nango.api.FailureKind;
import io.tributary.nango.api.NangoFailure;
import io.tributary.store.environment.Environments;
import io.tributary.store.question.Budgets;
import io.tributary.store.question.Waits;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;

import java.time.Clock;
import java.time.Duration;

/**
 * What Nango refuses, in words that say what to do. A call that a person waits for is made whether
 * or not the budget of questions has something left; it pays if it can, and tells the others when
 * Nango says to wait.
 */
final class NangoProblems {

    private static final Logger LOGGER = LoggerFactory.getLogger(NangoProblems.class);
    private static final Duration SOON = Duration.ofSeconds(5);

    private final Environments environments;
    private final Budgets budgets;
    private final Clock clock;

    NangoProblems(Environments environments, Budgets budgets, Clock clock) {
        this.environments = environments;
        this.budgets = budgets;
        this.clock = clock;
    }

    /** An environment's Nango, for one call. */
    Environments.Access paid(String environment) {
        long _ = budgets.of(environment).take(1);
        return environments.get(environment);
    }

    ApiProblem of(String environment, NangoFailure failure) {
        Duration wait = Waits.afterFailure(failure, 0, clock);
        if (failure.kind() == FailureKind.RATE_LIMITED) {
            budgets.of(environment).pause(wait);
        }
        LOGGER.atWarn()
                .addKeyValue("environment", environment)
                .addKeyValue("failure", failure)
                .log("a user's call was not answered by Nango");
        return switch (failure.kind()) {
            case RATE_LIMITED ->
                    ApiProblem.of(
                                    HttpStatus.TOO_MANY_REQUESTS,
                                    "Nango takes no more calls now: its limit is the account's."
                                            + " Retry-After says when it does again.")
                            .coded("nango_rate_limited")
                            .retryAfter(wait);
            case PLAN_LIMIT ->
                    ApiProblem.of(
                                    HttpStatus.PAYMENT_REQUIRED,
                                    "The plan at Nango has no room for more connections. Whoever"
                                            + " runs this must change the plan or delete some.")
                            .coded("plan_limit");
            case UNAUTHORISED, FORBIDDEN ->
                    ApiProblem.of(
                                    HttpStatus.BAD_GATEWAY,
                                    ("Nango refuses the API key of environment %s (%s). Whoever"
                                         + " runs this must give it one that is valid and may do"
                                         + " this: see tributary.environments.%s.nango.api-key.")
                                            .formatted(environment, failure.code(), environment))
                            .coded("nango_refuses_key");
            case INTEGRATION_UNKNOWN ->
                    ApiProblem.of(
                                    HttpStatus.BAD_REQUEST,
                                    "Nango does not know the integration; GET /api/integrations"
                                            + " lists those that it does.")
                            .coded("integration_unknown");
            case CONNECTION_UNKNOWN -> gone();
            case UNREACHABLE, BROKEN, TIMED_OUT, SERVER_ERROR, INTERRUPTED, PROVIDER_UNREACHABLE ->
                    ApiProblem.of(
                                    HttpStatus.SERVICE_UNAVAILABLE,
                                    "Nango does not answer now; the call may be repeated.")
                            .coded("nango_unavailable")
                            .retryAfter(SOON);
            case MALFORMED, NOT_ANSWERING ->
                    ApiProblem.of(
                                    HttpStatus.BAD_GATEWAY,
                                    ("What answers in Nango's place is not Nango. Whoever runs this"
                                         + " must see to tributary.environments.%s.nango.base-url.")
                                            .formatted(environment))
                            .coded("nango_unavailable");
            case REFUSED, CONNECTION_CREDENTIALS ->
                    ApiProblem.of(
                                    HttpStatus.BAD_GATEWAY,
                                    "Nango refuses this (%s); the log of the store has more."
                                            .formatted(failure.code()))
                            .coded("nango_refuses");
        };
    }

    static ApiProblem gone() {
        return ApiProblem.of(
                        HttpStatus.CONFLICT,
                        "Nango does not have this connection any more: connect anew.")
                .coded("connection_gone");
    }
}
