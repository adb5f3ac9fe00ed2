package io.tributary.nango.api;

import org.jspecify.annotations.Nullable;

/** The answer to the question for one provider of Nango's catalogue. */
public sealed interface ProviderAnswer {

    /** It is in the catalogue. */
    record Present(ProviderView provider, @Nullable RateLimit rateLimit)
            implements ProviderAnswer {}

    /** Nothing is known of it; {@link FailureKind#REFUSED} with 404 if the catalogue lacks it. */
    record NoAnswer(NangoFailure failure) implements ProviderAnswer {}
}
