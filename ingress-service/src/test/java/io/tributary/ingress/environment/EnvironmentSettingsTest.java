package io.tributary.ingress.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

import java.util.Map;

class EnvironmentSettingsTest {

    @Test
    void takesSeveralKeysAndIgnoresWhatIsTheStores() {
        // when
        EnvironmentSettings settings =
                bind(
                        Map.of(
                                "tributary.environments.dev.signing-keys[0]",
                                "old",
                                "tributary.environments.dev.signing-keys[1]",
                                "new",
                                "tributary.environments.dev.nango.api-key",
                                "not ours"));

        // then
        assertThat(settings.environments()).containsOnlyKeys("dev");
        assertThat(settings.environments().get("dev").signingKeys()).hasSize(2);
        assertThat(settings.toString()).doesNotContain("old", "new");
    }

    @Test
    void withoutAnyItSaysWhatToSet() {
        // when
        assertThatThrownBy(() -> bind(Map.of()))
                // then
                .rootCause()
                .hasMessageContaining("set tributary.environments.<name>.signing-keys");
    }

    @Test
    void withoutAKeyItSaysWhichToSet() {
        // when
        assertThatThrownBy(() -> bind(Map.of("tributary.environments.dev.signing-keys", "")))
                // then
                .rootCause()
                .hasMessageContaining("set tributary.environments.dev.signing-keys");
    }

    private static EnvironmentSettings bind(Map<String, String> properties) {
        return new Binder(new MapConfigurationPropertySource(properties))
                .bindOrCreate("tributary", EnvironmentSettings.class);
    }
}
