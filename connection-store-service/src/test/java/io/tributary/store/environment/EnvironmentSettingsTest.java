package io.tributary.store.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.store.environment.EnvironmentSettings.Environment;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

class EnvironmentSettingsTest {

    private static final String PREFIX = "tributary.environments.prod.nango.";

    private static EnvironmentSettings bind(Map<String, String> properties) {
        return new Binder(new MapConfigurationPropertySource(properties))
                .bindOrCreate("tributary", EnvironmentSettings.class);
    }

    @Test
    void anEnvironmentHasDefaultsAndKeepsItsKeyToItself() {
        // when
        EnvironmentSettings settings =
                bind(
                        Map.of(
                                PREFIX + "base-url", "https://api.nango.dev",
                                PREFIX + "api-key", "very-secret"));

        // then
        Environment prod = settings.environments().get("prod");
        assertThat(prod.nango().baseUrl()).isEqualTo(URI.create("https://api.nango.dev"));
        assertThat(prod.nango().callsPerMinute()).isEqualTo(100);
        assertThat(prod.nango().timeout()).isEqualTo(Duration.ofSeconds(30));
        assertThat(settings.toString()).doesNotContain("very-secret");
    }

    @Test
    void whatUsersConnectToMustBeWhatNangoAndBrowsersKnow() {
        Map<String, String> right =
                Map.of(
                        PREFIX + "base-url", "http://nango:3003",
                        PREFIX + "api-key", "k",
                        PREFIX + "public-url", "https://nango.example.com",
                        PREFIX + "integrations[0]", "git hub");
        assertThat(bind(right).environments().get("prod").nango().integrations())
                .containsExactly("git hub");

        Map<String, String> wrong = new HashMap<>(right);
        wrong.put(PREFIX + "integrations[0]", "a/b");
        assertThatThrownBy(() -> bind(wrong)).rootCause().hasMessageContaining("'a/b'");

        Map<String, String> nowhere = new HashMap<>(right);
        nowhere.put(PREFIX + "public-url", "nango.example.com");
        assertThatThrownBy(() -> bind(nowhere)).rootCause().hasMessageContaining("public-url");
    }

    @Test
    void noEnvironmentIsRefused() {
        assertThatThrownBy(() -> bind(Map.of())).rootCause().hasMessageContaining("at least one");
    }

    @Test
    void anEnvironmentOfTheIngressAloneIsNone() {
        assertThatThrownBy(() -> bind(Map.of("tributary.environments.prod.signing-keys[0]", "k")))
                .rootCause()
                .hasMessageContaining("at least one environment");
    }

    @Test
    void aKeyWithoutAnAddressIsRefused() {
        assertThatThrownBy(() -> bind(Map.of(PREFIX + "api-key", "very-secret")))
                .rootCause()
                .hasMessageContaining("needs base-url and api-key")
                .hasMessageNotContaining("very-secret");
    }

    @Test
    void aRateOfNothingIsRefused() {
        assertThatThrownBy(() -> bind(with("calls-per-minute", "0")))
                .rootCause()
                .hasMessageContaining("calls-per-minute must be at least 1");
    }

    @Test
    void environmentsOfOneAccountHaveOneRate() {
        Map<String, String> two = new HashMap<>(with("account", "acme"));
        two.put("tributary.environments.stage.nango.base-url", "https://api.nango.dev");
        two.put("tributary.environments.stage.nango.api-key", "very-secret");
        two.put("tributary.environments.stage.nango.calls-per-minute", "50");

        assertThat(bind(two).environments()).hasSize(2);
        two.put("tributary.environments.stage.nango.account", "acme");

        assertThatThrownBy(() -> bind(two))
                .rootCause()
                .hasMessage(
                        "environments prod and stage share the account acme and need the same"
                                + " nango.calls-per-minute, got 100 and 50");
    }

    @Test
    void anAccountWithoutANameIsRefused() {
        assertThatThrownBy(() -> bind(with("account", " ")))
                .rootCause()
                .hasMessageContaining("nango.account must be a name");
    }

    @Test
    void walksComeAsOftenAsSaid() {
        assertThat(walkInterval(Map.of())).isEqualTo(Duration.ofMinutes(15));
        assertThat(walkInterval(Map.of(PREFIX + "walk-interval", "0s"))).isZero();
        assertThat(walkInterval(Map.of(PREFIX + "walk-interval", "1h")))
                .isEqualTo(Duration.ofHours(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1s", "100ms", "8d"})
    void walksThatNeverEndOrNeverComeAreRefused(String interval) {
        assertThatThrownBy(() -> bind(with("walk-interval", interval)))
                .rootCause()
                .hasMessageContaining("walk-interval must be 0 or from 1 s to 7 days");
    }

    private static Duration walkInterval(Map<String, String> more) {
        Map<String, String> properties = new HashMap<>(with("timeout", "30s"));
        properties.putAll(more);
        return bind(properties).environments().get("prod").nango().walkInterval();
    }

    private static Map<String, String> with(String name, String value) {
        return Map.of(
                PREFIX + "base-url", "https://api.nango.dev",
                PREFIX + "api-key", "very-secret",
                PREFIX + name, value);
    }
}
