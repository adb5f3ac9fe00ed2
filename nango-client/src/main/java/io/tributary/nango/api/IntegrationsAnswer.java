package io.tributary.nango.api;

import org.jspecify.annotations.Nullable;

import java.util.List;

/** The answer to the question for the environment's integrations. */
public sealed interface IntegrationsAnswer {

    /** All of them. */
    record Present(List<IntegrationView> integrations, @Nullable RateLimit rateLimit)
            implements IntegrationsAnswer {

        public Present {
            integrations = List.copyOf(integrations);
        }
    }

    /** They are not known. */
    record NoAnswer(NangoFailure failure) implements IntegrationsAnswer {}
}
