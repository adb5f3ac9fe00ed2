package io.tributary.worker.environment;

import static java.util.Objects.requireNonNullElse;

import io.tributary.nango.api.ApiKey;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.ConfigurationPropertiesSource;

import java.net.URI;
import java.util.Map;

/**
 * {@code tributary.environments.<name>.nango}: where the Nango of each environment is.
 *
 * @param environments by the name that the ingress' URL path uses
 */
@ConfigurationProperties("tributary")
public record EnvironmentsSettings(Map<String, Environment> environments) {

    public EnvironmentsSettings {
        environments = Map.copyOf(requireNonNullElse(environments, Map.of()));
        if (environments.isEmpty()) {
            throw new IllegalArgumentException(
                    "no environment is configured: set tributary.environments.<name>.nango.base-url"
                            + " and .api-key");
        }
    }

    /**
     * One environment; its other settings are other services'.
     *
     * @param nango where and as whom it is called
     */
    @ConfigurationPropertiesSource
    public record Environment(Nango nango) {

        public Environment {
            if (nango == null) {
                throw new IllegalArgumentException(
                        "nango is missing: set nango.base-url and nango.api-key");
            }
        }
    }

    /**
     * One Nango.
     *
     * @param baseUrl for instance {@code https://api.nango.dev}
     * @param apiKey a key with the scope {@code environment:proxy} and, for definitions that read
     *     metadata or connection_config, {@code environment:connections:read}
     * @param account at Nango, which limits calls by account: environments that name the same one
     *     share its calls. By default the environment is alone in one of its own name
     */
    public record Nango(URI baseUrl, ApiKey apiKey, @Nullable String account) {

        public Nango {
            if (baseUrl == null) {
                throw new IllegalArgumentException(
                        "base-url is missing: the address of this environment's Nango");
            }
            if (apiKey == null) {
                throw new IllegalArgumentException(
                        "api-key is missing: a key of this environment with the scope"
                                + " environment:proxy");
            }
            if (account != null && account.isBlank()) {
                throw new IllegalArgumentException(
                        "account must be a name, or be left out: then it is the environment's");
            }
        }

        String accountOf(String environment) {
            return account == null ? environment : account;
        }
    }
}
