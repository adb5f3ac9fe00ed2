package io.tributary.nango.api;

import org.jspecify.annotations.Nullable;

import java.util.List;

/** What came of asking for a connect session. */
public sealed interface SessionAnswer {

    /** It stands. */
    record Made(ConnectSession session, @Nullable RateLimit rateLimit) implements SessionAnswer {}

    /**
     * There is none. {@link FailureKind#INTEGRATION_UNKNOWN}: an allowed integration does not
     * exist. {@link FailureKind#CONNECTION_UNKNOWN}: of a reconnect, the connection or its
     * integration does not. {@link FailureKind#PLAN_LIMIT}: the plan has no room for another
     * connection. {@link FailureKind#REFUSED}: something else in the body, tags for instance.
     *
     * @param flaws what Nango says is wrong with the body; empty if it does not say
     */
    record NoAnswer(NangoFailure failure, List<BodyFlaw> flaws) implements SessionAnswer {

        public NoAnswer {
            flaws = List.copyOf(flaws);
        }
    }
}
