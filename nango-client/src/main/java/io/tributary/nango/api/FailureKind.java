package io.tributary.nango.api;

/** What went wrong between the caller and an answer, sorted by what can be done about it. */
public enum FailureKind {
    /** 401: the API key is missing, malformed or unknown. An operator must act. */
    UNAUTHORISED,
    /** 403: the API key lacks a scope. An operator must act. */
    FORBIDDEN,
    /**
     * 402, or 400 {@code resource_capped}: the account's plan is used up, or has no room for
     * another connection. An operator must act.
     */
    PLAN_LIMIT,
    /** 429 of Nango itself, account-wide: wait {@link NangoFailure#retryAfter()}. */
    RATE_LIMITED,
    /** Nango does not know the connection. */
    CONNECTION_UNKNOWN,
    /** Nango does not know the integration's key. */
    INTEGRATION_UNKNOWN,
    /**
     * The connection's credentials do not work: a refresh failed, is exhausted or cools down.
     * Asking again at once makes it fail again; the user has to authorise anew.
     */
    CONNECTION_CREDENTIALS,
    /** Nango got no answer from the provider. May pass. */
    PROVIDER_UNREACHABLE,
    /** Nango refuses this request whoever sends it. Asking again does not help. */
    REFUSED,
    /** 5xx of Nango or of what stands before it. May pass. */
    SERVER_ERROR,
    /** No connection to Nango: nothing was asked. May pass. */
    UNREACHABLE,
    /** Cut before the answer was whole. May pass; the request may have been carried out. */
    BROKEN,
    /** Not answered in time. May pass; the request may have been carried out. */
    TIMED_OUT,
    /**
     * Through the proxy alone: an error page without a trace of Nango. A gateway answers in its
     * place, the base URL is wrong, or the provider answers while Nango's limiter is off.
     */
    NOT_ANSWERING,
    /** An answer that is not Nango's: a wrong base URL, a page of a gateway, or a newer Nango. */
    MALFORMED,
    /** The calling thread was interrupted; its flag is set again. */
    INTERRUPTED
}
