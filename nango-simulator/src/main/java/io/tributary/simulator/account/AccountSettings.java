package io.tributary.simulator.account;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Positive;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The account that is simulated: {@code simulator.environments}, {@code simulator.integrations} and
 * {@code simulator.rate-limit-per-minute}. Integrations are the same in every environment.
 *
 * @param rateLimitPerMinute calls of the whole account in a window of 60 seconds
 * @param environments by name; at least one
 * @param integrations by unique key
 */
@Validated
@ConfigurationProperties("simulator")
public record AccountSettings(
        @DefaultValue("200") @Positive int rateLimitPerMinute,
        @NotEmpty Map<String, @Valid EnvironmentSettings> environments,
        @NotEmpty Map<String, @Valid IntegrationSettings> integrations) {

    /**
     * One environment.
     *
     * @param uuid names it in the address for third parties' webhooks; derived from its name if
     *     absent
     * @param apiKey the full key (scope {@code environment:*}), a version 4 UUID
     * @param signingKey signs webhooks until it is rotated
     * @param apiKeys further keys, each with scopes of its own
     * @param webhookUrls primary and secondary address; one, two or none
     */
    public record EnvironmentSettings(
            @Nullable UUID uuid,
            Secret apiKey,
            Secret signingKey,
            @DefaultValue List<ScopedKey> apiKeys,
            @DefaultValue List<String> webhookUrls,
            @DefaultValue Toggles toggles) {}

    /** A key and what it may do: {@code connections:read}, {@code proxy}, ... or {@code *}. */
    public record ScopedKey(Secret key, List<String> scopes) {}

    /** Which webhooks an environment sends. All but deletion are on in a new environment. */
    public record Toggles(
            @DefaultValue("true") boolean onAuthCreation,
            @DefaultValue("true") boolean onAuthRefreshError,
            @DefaultValue("false") boolean onConnectionDeletion,
            @DefaultValue("true") boolean onSyncCompletionAlways,
            @DefaultValue("true") boolean onSyncError,
            @DefaultValue("true") boolean onAsyncActionCompletion) {}

    /**
     * One integration.
     *
     * @param provider the provider's name, which is also {@code from} in attributed forwards
     * @param authMode as Nango writes it: OAUTH2, API_KEY, NONE, ...
     * @param routingScript whether the provider's own webhooks are taken and passed on; like
     *     Nango's script for {@code unauthenticated}, it does not check who sent them
     * @param forwardWebhooks false takes them and passes nothing on
     * @param baseUrl where the proxy goes; the built-in provider if absent
     * @param honoursRetryAfter whether the proxy's retries wait as long as the provider asks
     */
    public record IntegrationSettings(
            String provider,
            String authMode,
            @DefaultValue("false") boolean routingScript,
            @DefaultValue("true") boolean forwardWebhooks,
            @Nullable String baseUrl,
            @DefaultValue("false") boolean honoursRetryAfter) {}
}
