package io.tributary.nango.api;

import org.jspecify.annotations.Nullable;

/**
 * One integration of the environment.
 *
 * @param key its unique key: {@code providerConfigKey} of webhooks
 * @param provider the provider template's name; how it authorises, {@link ProviderView} says
 * @param displayName for people; null if Nango gives none
 * @param logo the address of a picture; null if Nango gives none
 */
public record IntegrationView(
        String key, String provider, @Nullable String displayName, @Nullable String logo) {}
