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
 * The account that is simulated: {@code simulator.environments}, {@code simulator.integrations},
 * {@code simulator.rate-limit-per-minute} and {@code simulator.server-url}. Integrations are the
 * same in every environment.
 *
 * @param rateLimitPerMinute calls of the whole account in a window of 60 seconds
 * @param serverUrl where browsers and providers reach the simulator, without a slash at its end; if
 *     absent, where the request at hand reached it
 * @param environments by name; at least one
 * @param integrations by unique key
 */
@Validated
@ConfigurationProperties("simulator")
public record AccountSettings(
        @DefaultValue("200") @Positive int rateLimitPerMinute,
        @Nullable String serverUrl,
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
     * @param displayName for people; the provider's name if absent
     * @param authMode as Nango writes it: OAUTH2, API_KEY, NONE, ...
     * @param routingScript whether the provider's own webhooks are taken and passed on; like
     *     Nango's script for {@code unauthenticated}, it does not check who sent them
     * @param forwardWebhooks false takes them and passes nothing on
     * @param baseUrl where the proxy goes; the built-in provider if absent
     * @param honoursRetryAfter whether the proxy's retries wait as long as the provider asks
     * @param oauth what its app at the provider is known by
     * @param rightCredentials by Nango's names, {@code apiKey} or {@code username} and {@code
     *     password}: only these pass the check when a user connects. Empty checks nothing
     */
    public record IntegrationSettings(
            String provider,
            @Nullable String displayName,
            String authMode,
            @DefaultValue("false") boolean routingScript,
            @DefaultValue("true") boolean forwardWebhooks,
            @Nullable String baseUrl,
            @DefaultValue("false") boolean honoursRetryAfter,
            @DefaultValue OauthApp oauth,
            @DefaultValue Map<String, String> rightCredentials) {}

    /**
     * An app registered at a provider; any client id and secret are good with the stand-in.
     *
     * @param clientId empty is an integration that nobody finished to set up
     */
    public record OauthApp(
            @DefaultValue("stand-in-app") String clientId,
            @DefaultValue("stand-in-secret") String clientSecret,
            @DefaultValue("contacts.read") List<String> scopes) {}
}
