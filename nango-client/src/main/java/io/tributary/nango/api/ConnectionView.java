package io.tributary.nango.api;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * One connection as {@code GET /connections/{id}} tells it, without credentials, metadata and
 * configuration, which are never read.
 *
 * @param nangoId Nango's own number; another one under the same key means deleted and made anew
 * @param connectionId unique only inside one environment and integration
 * @param providerConfigKey the integration's key
 * @param provider the provider template's name
 * @param tags empty if it has none; keys are lower-case
 * @param endUser null if none is known
 * @param errorTypes what is wrong at present: {@code auth}, {@code sync}
 * @param createdAt by Nango's clock
 * @param updatedAt by Nango's clock; moves with a re-authorisation
 * @param webhookUrlOverride where this connection's webhooks go instead, null if nowhere else
 * @param withCredentials whether the answer brought credentials, which were not looked at: the key
 *     may read them, and the question may have refreshed them
 */
public record ConnectionView(
        long nangoId,
        String connectionId,
        String providerConfigKey,
        @Nullable String provider,
        Map<String, String> tags,
        @Nullable EndUser endUser,
        List<String> errorTypes,
        Instant createdAt,
        Instant updatedAt,
        @Nullable String webhookUrlOverride,
        boolean withCredentials) {

    public ConnectionView {
        tags = Map.copyOf(tags);
        errorTypes = List.copyOf(errorTypes);
    }

    /** Whether Nango could not refresh or verify its credentials: the user has to act. */
    public boolean hasAuthError() {
        return errorTypes.contains("auth");
    }
}
