package io.tributary.worker.job;

import io.tributary.nango.api.NangoFailure;
import io.tributary.nango.api.ProxyAnswer.ProviderFailed;
import io.tributary.nango.api.RetryAfter;
import io.tributary.worker.pull.Trouble;

import org.springframework.stereotype.Component;

import java.util.Locale;

/**
 * What a refusal at the proxy means for a pull: Nango's own, and the provider's behind it. None
 * pauses it: whether a connection is broken is the store's to say, and one that the store never
 * called broken is never said to have recovered.
 */
@Component
class ProxyFailures {

    private static final int UNAUTHORIZED = 401;
    private static final int REQUEST_TIMEOUT = 408;
    private static final int TOO_EARLY = 425;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SERVER_ERROR = 500;

    private final BackOff backOff;

    ProxyFailures(BackOff backOff) {
        this.backOff = backOff;
    }

    Verdict ofNango(NangoFailure failure, int attempts) {
        String code = "nango_" + failure.kind().name().toLowerCase(Locale.ROOT);
        return switch (failure.kind()) {
            case RATE_LIMITED ->
                    backOff.after(
                            failure.retryAfter(),
                            attempts,
                            code,
                            "Nango's rate limit is used up; it goes on when Nango says.");
            case CONNECTION_UNKNOWN, CONNECTION_CREDENTIALS ->
                    backOff.later(
                            attempts,
                            code,
                            "Nango cannot use this connection now: its credentials do not work or"
                                    + " it is gone. It is tried again; should the connection be"
                                    + " broken, it goes on when its user has authorised anew.");
            case UNAUTHORISED ->
                    backOff.later(
                            attempts,
                            code,
                            "Nango does not accept the API key. Set the right"
                                    + " tributary.environments.<name>.nango.api-key.");
            case FORBIDDEN ->
                    backOff.later(
                            attempts,
                            code,
                            "The API key may not use the proxy. Give it the scope"
                                    + " environment:proxy.");
            case PLAN_LIMIT ->
                    backOff.later(
                            attempts,
                            code,
                            "The plan of the account at Nango is used up. Raise it, or wait.");
            case INTEGRATION_UNKNOWN ->
                    Verdict.fail(
                            code,
                            "Nango does not know this integration any more. Make it anew, or take"
                                    + " it out of the definition.");
            case REFUSED ->
                    Verdict.fail(
                            code,
                            "Nango refuses this call whoever sends it (%s). Look at the integration's provider and base URL in Nango."
                                    .formatted(failure.code()));
            case PROVIDER_UNREACHABLE ->
                    backOff.later(
                            attempts,
                            code,
                            "Nango could not reach the provider; it is tried again.");
            case SERVER_ERROR, UNREACHABLE, TIMED_OUT ->
                    backOff.later(attempts, code, "Nango did not answer; it is tried again.");
            case MALFORMED ->
                    backOff.later(
                            attempts,
                            code,
                            "What answers at tributary.environments.<name>.nango.base-url is not"
                                    + " Nango; it is tried again.");
            case INTERRUPTED -> new Verdict.LetGo();
        };
    }

    Verdict ofProvider(ProviderFailed answer, int attempts) {
        int status = answer.status();
        RetryAfter wait = answer.retryAfter().orElse(null);
        if (status == TOO_MANY_REQUESTS) {
            return backOff.after(
                    wait,
                    attempts,
                    "provider_rate_limited",
                    "The provider's rate limit is used up; it goes on when the provider says.");
        }
        if (status == UNAUTHORIZED) {
            return backOff.later(
                    attempts,
                    "provider_unauthorized",
                    "The provider does not accept this connection's credentials (401). It is tried"
                            + " again, and at once when its user has authorised anew.");
        }
        if (status >= SERVER_ERROR || status == REQUEST_TIMEOUT || status == TOO_EARLY) {
            return backOff.after(
                    wait,
                    attempts,
                    "provider_" + status,
                    "The provider answered %d; it is tried again.".formatted(status));
        }
        return Verdict.fail(
                "provider_" + status,
                "The provider answered %d: this connection may not do that, or the definition's endpoint is wrong. Call it by hand through Nango's proxy."
                        .formatted(status));
    }

    /** A refusal with status 200: the provider's own word takes the status' place. */
    Verdict ofDeclined(Trouble.Declined declined, int attempts) {
        String said =
                "The provider answered 200 and said by '%s' that it failed%s"
                        .formatted(
                                declined.path(),
                                declined.word().isEmpty()
                                        ? ""
                                        : " (error '" + declined.word() + "')");
        return switch (declined.meaning()) {
            case PASSING ->
                    backOff.later(attempts, "provider_declined", said + "; it is tried again.");
            case UNAUTHORIZED ->
                    backOff.later(
                            attempts,
                            "provider_unauthorized",
                            said
                                    + ": the connection's credentials do not work. It is tried"
                                    + " again, and at once when its user has authorised anew.");
            case LASTING ->
                    Verdict.fail(
                            "provider_declined",
                            "%s. The provider's documentation says what that means; if it passes by itself, add it to success.retry-on of definition '%s'."
                                    .formatted(said, declined.definition()));
        };
    }
}
