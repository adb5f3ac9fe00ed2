package io.tributary.store.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.store.environment.EnvironmentSettings.Environment;
import io.tributary.store.environment.EnvironmentSettings.Nango;

import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

import java.net.URI;
import java.time.Duration;
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
        assertThatThrownBy(() -> new Nango(null, null, 0, Duration.ofSeconds(1)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
