package io.tributary.worker.job;

import io.tributary.nango.api.NangoFailure;
import io.tributary.nango.api.ProxyAnswer.ProviderFailed;
import io.tributary.nango.api.RetryAfter;
import io.tributary.worker.pull.Trouble;
import io.tributary.worker.run.Stall;

import org.springframework.stereotype.Component;

import java.util.Locale;
import java.util.Set;

/**
 * What a refusal at the proxy means for a pull: Nango's own, and the provider's behind it. None
 * pauses it: whether a connection is broken is the store's to say, and one that the store never
 * called broken is never said to have recovered.
 */
@Component
class ProxyFailures {

    private static final String RATE_LIMITED = "provider_rate_limited";

    /** What Nango answers as well while it cannot resolve a host, which may pass. */
    private static final String UNRESOLVABLE = "base_url_override_not_allowed";

    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int REQUEST_TIMEOUT = 408;
    private static final int TOO_EARLY = 425;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SERVER_ERROR = 500;

    /** Codes are labels of metrics: there must not be as many as a provider can think of. */
    private static final Set<Integer> WELL_KNOWN =
            Set.of(
                    400, 401, 403, 404, 405, 406, 408, 409, 410, 415, 422, 425, 429, 500, 502, 503,
                    504);

    private static final int CLASS = 100;

    private final Patience patience;

    ProxyFailures(Patience patience) {
        this.patience = patience;
    }

    Verdict ofNango(NangoFailure failure, Stall stall) {
        String code = "nango_" + failure.kind().name().toLowerCase(Locale.ROOT);
        return switch (failure.kind()) {
            case RATE_LIMITED ->
                    patience.forEver(
                            failure.retryAfter(),
                            stall,
                            code,
                            "Nango's rate limit is used up; it goes on when Nango says.");
            case CONNECTION_UNKNOWN, CONNECTION_CREDENTIALS ->
                    patience.forUser(
                            stall,
                            code,
                            "Nango cannot use this connection now: its credentials do not work or"
                                    + " it is gone. It is tried again, ever more seldom; should the"
                                    + " connection be broken, it goes on when its user has"
                                    + " authorised anew.");
            case UNAUTHORISED ->
                    patience.forEver(
                            stall,
                            code,
                            "Nango does not accept the API key. Set the right"
                                    + " tributary.environments.<name>.nango.api-key.");
            case FORBIDDEN ->
                    patience.forEver(
                            stall,
                            code,
                            "The API key may not do this. Give it the scope environment:proxy and,"
                                    + " for definitions with {metadata.…} or {connection_config.…},"
                                    + " environment:connections:read.");
            case PLAN_LIMIT ->
                    patience.forEver(
                            stall,
                            code,
                            "The plan of the account at Nango is used up. Raise it, or wait.");
            case INTEGRATION_UNKNOWN ->
                    Verdict.fail(
                            code,
                            "Nango does not know this integration any more. Make it anew, or take"
                                    + " it out of the definition.");
            case REFUSED -> refused(failure, stall, code);
            case PROVIDER_UNREACHABLE ->
                    patience.untilGivenUp(
                            null,
                            stall,
                            code,
                            "Nango could not reach the provider, or the connection broke (%s)."
                                    .formatted(failure.code()));
            case SERVER_ERROR ->
                    patience.untilGivenUp(
                            null,
                            stall,
                            code,
                            "Nango failed with %d: its log says why.".formatted(failure.status()));
            case TIMED_OUT ->
                    patience.untilGivenUp(
                            null,
                            stall,
                            code,
                            "No answer within tributary.worker.nango.request-timeout: Nango itself"
                                    + " waits for the provider without end, or the provider's"
                                    + " answer to Nango broke off. Ask for smaller pages, or raise"
                                    + " it.");
            case UNREACHABLE ->
                    patience.forEver(
                            stall,
                            code,
                            "Nango is not to be reached%s; it is tried again until it answers."
                                    .formatted(
                                            failure.message() == null
                                                    ? ""
                                                    : " (" + failure.message() + ")"));
            case BROKEN ->
                    patience.untilGivenUp(
                            null,
                            stall,
                            code,
                            "The connection to Nango was cut before its answer was whole: Nango"
                                    + " ended, or what stands in between did.");
            case NOT_ANSWERING ->
                    patience.untilGivenUp(
                            failure.retryAfter(),
                            stall,
                            code,
                            "Something answered %d (%s) that shows no trace of Nango: look where tributary.environments.<name>.nango.base-url leads and what stands in between, and, if Nango's rate limiter is off, at the provider."
                                    .formatted(failure.status(), failure.message()));
            case MALFORMED ->
                    patience.forEver(
                            stall,
                            code,
                            "What answers at tributary.environments.<name>.nango.base-url is not"
                                    + " Nango; it is tried again.");
            case INTERRUPTED -> new Verdict.LetGo();
        };
    }

    private Verdict refused(NangoFailure failure, Stall stall, String code) {
        if (UNRESOLVABLE.equals(failure.code())) {
            return patience.untilGivenUp(
                    null,
                    stall,
                    code,
                    "Nango cannot resolve the provider's host, or may not call it: look at the"
                            + " integration's base URL and at Nango's egress policy.");
        }
        return Verdict.fail(
                code,
                "Nango refuses this call whoever sends it (%s). Look at the integration's provider and base URL in Nango."
                        .formatted(failure.code()));
    }

    Verdict ofProvider(ProviderFailed answer, Stall stall) {
        int status = answer.status();
        RetryAfter wait = answer.retryAfter().orElse(null);
        ProviderLimit limit = ProviderLimit.of(answer, patience.now());
        if (status == TOO_MANY_REQUESTS) {
            return patience.forEver(
                    limit.comeAgain(),
                    stall,
                    RATE_LIMITED,
                    "The provider's rate limit is used up; it goes on when the provider says.");
        }
        if (status == UNAUTHORIZED) {
            return patience.forUser(
                    stall,
                    "provider_unauthorized",
                    "The provider does not accept this connection's credentials (401). It is tried"
                            + " again, ever more seldom, and at once when its user has authorised"
                            + " anew.");
        }
        if (status == FORBIDDEN && (limit.isUsedUp() || wait != null)) {
            return patience.untilGivenUp(
                    limit.comeAgain(),
                    stall,
                    RATE_LIMITED,
                    "The provider answered 403 and says that its rate limit is used up, or when to"
                            + " come again.");
        }
        if (status >= SERVER_ERROR || status == REQUEST_TIMEOUT || status == TOO_EARLY) {
            return patience.untilGivenUp(
                    wait, stall, code(status), "The provider answered %d.".formatted(status));
        }
        return Verdict.fail(
                code(status),
                "The provider answered %d: this connection may not do that, or the definition's endpoint is wrong. Call it by hand through Nango's proxy."
                        .formatted(status));
    }

    private static String code(int status) {
        return WELL_KNOWN.contains(status)
                ? "provider_" + status
                : "provider_%dxx".formatted(Math.min(status, SERVER_ERROR) / CLASS);
    }

    /** A refusal with status 200: the provider's own word takes the status' place. */
    Verdict ofDeclined(Trouble.Declined declined, Stall stall) {
        String said =
                "The provider answered 200 and said by '%s' that it failed%s"
                        .formatted(
                                declined.path(),
                                declined.word().isEmpty()
                                        ? ""
                                        : " (error '" + declined.word() + "')");
        return switch (declined.meaning()) {
            case PASSING -> patience.untilGivenUp(null, stall, "provider_declined", said + ".");
            case UNAUTHORIZED ->
                    patience.forUser(
                            stall,
                            "provider_unauthorized",
                            said
                                    + ": the connection's credentials do not work. It is tried"
                                    + " again, ever more seldom, and at once when its user has"
                                    + " authorised anew.");
            case LASTING ->
                    Verdict.fail(
                            "provider_declined",
                            "%s. The provider's documentation says what that means; if it passes by itself, add it to success.retry-on of definition '%s'."
                                    .formatted(said, declined.definition()));
        };
    }
}
