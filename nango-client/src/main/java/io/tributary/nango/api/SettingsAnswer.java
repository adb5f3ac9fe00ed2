package io.tributary.nango.api;

import org.jspecify.annotations.Nullable;

/** The answer to the question for one connection's settings. */
public sealed interface SettingsAnswer {

    /** It exists. */
    record Present(ConnectionSettings settings, @Nullable RateLimit rateLimit)
            implements SettingsAnswer {}

    /** They are not to be had; of a connection that is not there, {@code CONNECTION_UNKNOWN}. */
    record NoAnswer(NangoFailure failure) implements SettingsAnswer {}
}
