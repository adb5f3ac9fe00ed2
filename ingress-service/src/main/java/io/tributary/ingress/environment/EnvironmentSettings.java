package io.tributary.ingress.environment;

import io.tributary.nango.webhook.SigningKey;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.ConfigurationPropertiesSource;

import java.util.List;
import java.util.Map;

/**
 * Which environments post here.
 *
 * @param environments by name, which is also the last part of the URL path: {@code
 *     /api/webhooks/nango/<name>}
 */
@ConfigurationProperties("tributary")
record EnvironmentSettings(Map<String, OfOne> environments) {

    EnvironmentSettings(@Nullable Map<String, OfOne> environments) {
        if (environments == null || environments.isEmpty()) {
            throw new IllegalArgumentException(
                    "no environment is configured: set tributary.environments.<name>.signing-keys"
                            + " to the webhook signing keys shown in Nango's environment settings");
        }
        environments.forEach(EnvironmentSettings::requireKeys);
        this.environments = Map.copyOf(environments);
    }

    private static void requireKeys(String name, OfOne environment) {
        if (name.isBlank() || environment.signingKeys().isEmpty()) {
            throw new IllegalArgumentException(
                    "environment '%s' has no signing key: set tributary.environments.%s.signing-keys"
                            .formatted(name, name));
        }
    }

    /**
     * One environment.
     *
     * @param signingKeys all keys that are accepted; during a rotation the new one and, for five
     *     minutes at least, the old one. Not the API key.
     */
    @ConfigurationPropertiesSource
    record OfOne(List<SigningKey> signingKeys) {

        OfOne(@Nullable List<SigningKey> signingKeys) {
            this.signingKeys = signingKeys == null ? List.of() : List.copyOf(signingKeys);
        }
    }
}
