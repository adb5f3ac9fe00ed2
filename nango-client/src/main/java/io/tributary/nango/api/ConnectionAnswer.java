package io.tributary.nango.api;

import org.jspecify.annotations.Nullable;

/** The answer to the question for one connection. */
public sealed interface ConnectionAnswer {

    /** It exists. */
    record Present(ConnectionView connection, @Nullable RateLimit rateLimit)
            implements ConnectionAnswer {}

    /**
     * Nango says that it is not there.
     *
     * @param integrationUnknown false: 404 {@code not_found}, the integration exists and the
     *     connection does not. True: {@code unknown_provider_config}, which says only that the
     *     integration's key is unknown: deleted, renamed, or never right
     */
    record Absent(boolean integrationUnknown, @Nullable RateLimit rateLimit)
            implements ConnectionAnswer {}

    /** Neither; nothing is known about the connection. */
    record NoAnswer(NangoFailure failure) implements ConnectionAnswer {}
}
