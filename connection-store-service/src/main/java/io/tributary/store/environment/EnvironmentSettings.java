package io.tributary.store.environment;

import static java.util.Objects.requireNonNull;

import io.tributary.nango.NangoGrammar;
import io.tributary.nango.api.ApiKey;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.ConfigurationPropertiesSource;
import org.springframework.boot.context.properties.bind.DefaultValue;

import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Whom to ask about connections.
 *
 * @param environments by name, as in the path that Nango posts to; at least one
 */
@ConfigurationProperties("tributary")
public record EnvironmentSettings(@DefaultValue Map<String, Environment> environments) {

    public EnvironmentSettings {
        if (environments.isEmpty()) {
            throw new IllegalArgumentException(
                    "at least one environment must be configured:"
                            + " tributary.environments.<name>.nango.base-url and .api-key");
        }
        environments.forEach(
                (name, environment) -> {
                    if (environment.nango() == null) {
                        throw new IllegalArgumentException(
                                "tributary.environments.%s.nango.base-url and .api-key are missing"
                                        .formatted(name));
                    }
                });
        environments = Map.copyOf(environments);
        refuseTwoRatesOfOneAccount(environments);
    }

    private static void refuseTwoRatesOfOneAccount(Map<String, Environment> environments) {
        Map<String, String> first = new HashMap<>();
        for (String name : new TreeSet<>(environments.keySet())) {
            Nango nango = nango(environments, name);
            String other = first.putIfAbsent(nango.accountOf(name), name);
            if (other != null
                    && nango(environments, other).callsPerMinute() != nango.callsPerMinute()) {
                throw new IllegalArgumentException(
                        "environments %s and %s share the account %s and need the same nango.calls-per-minute, got %d and %d"
                                .formatted(
                                        other,
                                        name,
                                        nango.accountOf(name),
                                        nango(environments, other).callsPerMinute(),
                                        nango.callsPerMinute()));
            }
        }
    }

    private static Nango nango(Map<String, Environment> environments, String name) {
        return requireNonNull(requireNonNull(environments.get(name)).nango());
    }

    /**
     * One environment.
     *
     * @param nango how to ask it
     */
    @ConfigurationPropertiesSource
    public record Environment(@Nullable Nango nango) {}

    /**
     * Nango's API for one environment.
     *
     * @param baseUrl for instance {@code https://api.nango.dev}
     * @param apiKey best one that may not read credentials: then no question refreshes any
     * @param account at Nango, which limits calls by account: environments that name the same one
     *     share its calls. By default the environment is alone in one of its own name
     * @param callsPerMinute how many questions may be asked; by default half of what a self-hosted
     *     Nango allows, the other half is for pulling data
     * @param timeout of one question
     * @param walkInterval from the beginning of one walk over the whole list to the next; walks
     *     find what no webhook told. 0: none but those that an operator starts
     * @param publicUrl where browsers reach it, if not by the base URL
     * @param integrations keys of those that may be connected through Tributary; empty: all
     */
    public record Nango(
            @Nullable URI baseUrl,
            @Nullable ApiKey apiKey,
            @Nullable String account,
            @DefaultValue("100") int callsPerMinute,
            @DefaultValue("30s") Duration timeout,
            @DefaultValue("15m") Duration walkInterval,
            @Nullable URI publicUrl,
            @DefaultValue List<String> integrations) {

        private static final Duration SHORTEST_WALK_INTERVAL = Duration.ofSeconds(1);
        private static final Duration LONGEST_WALK_INTERVAL = Duration.ofDays(7);

        public Nango {
            if (baseUrl == null || apiKey == null) {
                throw new IllegalArgumentException(
                        "tributary.environments.<name>.nango needs base-url and api-key");
            }
            if (account != null && account.isBlank()) {
                throw new IllegalArgumentException(
                        "nango.account must be a name, or be left out: then it is the"
                                + " environment's");
            }
            if (callsPerMinute < 1) {
                throw new IllegalArgumentException(
                        "nango.calls-per-minute must be at least 1, got " + callsPerMinute);
            }
            if (!timeout.isPositive() || timeout.compareTo(Duration.ofSeconds(60)) > 0) {
                throw new IllegalArgumentException(
                        "nango.timeout must be more than 0 and at most 60 s, got " + timeout);
            }
            if (!walkInterval.isZero()
                    && (walkInterval.compareTo(SHORTEST_WALK_INTERVAL) < 0
                            || walkInterval.compareTo(LONGEST_WALK_INTERVAL) > 0)) {
                throw new IllegalArgumentException(
                        "nango.walk-interval must be 0 or from 1 s to 7 days, got " + walkInterval);
            }
            if (publicUrl != null && publicUrl.getHost() == null) {
                throw new IllegalArgumentException(
                        "nango.public-url must be such as https://nango.example.com, got "
                                + publicUrl);
            }
            for (String key : integrations) {
                if (!NangoGrammar.isIntegrationKey(key)) {
                    throw new IllegalArgumentException(
                            "nango.integrations must be keys that Nango knows, got '%s'"
                                    .formatted(key));
                }
            }
            integrations = List.copyOf(integrations);
        }

        String accountOf(String environment) {
            return account == null ? environment : account;
        }
    }
}
