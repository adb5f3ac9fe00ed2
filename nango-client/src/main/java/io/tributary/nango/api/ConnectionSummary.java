package io.tributary.nango.api;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * One row of {@code GET /connections}. It comes from a read replica at Nango and may be older than
 * {@link ConnectionView} of the same moment.
 *
 * @param nangoId Nango's own number
 * @param connectionId unique only inside one environment and integration
 * @param providerConfigKey the integration's key
 * @param provider the provider template's name
 * @param tags empty if it has none; keys are lower-case
 * @param endUser null if none is known
 * @param errorTypes what is wrong at present: {@code auth}, {@code sync}
 * @param createdAt by Nango's clock, microseconds at best
 */
public record ConnectionSummary(
        long nangoId,
        String connectionId,
        String providerConfigKey,
        @Nullable String provider,
        Map<String, String> tags,
        @Nullable EndUser endUser,
        List<String> errorTypes,
        Instant createdAt) {

    public ConnectionSummary {
        tags = Map.copyOf(tags);
        errorTypes = List.copyOf(errorTypes);
    }

    /** Whether Nango could not refresh or verify its credentials: the user has to act. */
    public boolean hasAuthError() {
        return errorTypes.contains("auth");
    }
}
