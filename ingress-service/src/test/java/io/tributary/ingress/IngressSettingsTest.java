package io.tributary.ingress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.util.unit.DataSize;

import java.time.Duration;
import java.util.Map;

class IngressSettingsTest {

    @Test
    void theDefaultsAreTheDesigns() {
        // when
        IngressSettings settings = bind(Map.of());

        // then
        assertThat(settings.maxBody()).isEqualTo(DataSize.ofMegabytes(10));
        assertThat(settings.maxStreamed()).isEqualTo(DataSize.ofMegabytes(80));
        assertThat(settings.deadline()).isEqualTo(Duration.ofSeconds(15));
    }

    @ParameterizedTest
    @CsvSource({
        "max-body, 11MB, max-body must be 1 byte to 10MB",
        "max-body, 0B, max-body must be 1 byte to 10MB",
        "max-streamed, 9MB, max-streamed must not be less than max-body",
        "deadline, 500ms, deadline must be 1s or more",
        "body-timeout, 16s, body-timeout must be positive and not more than the deadline",
        "body-timeout, 0s, body-timeout must be positive and not more than the deadline",
        "body-budget, 9MB, body-budget must hold at least one body",
        "max-requests, 0, max-requests must be 1 or more",
        "max-connections, 0, max-connections must be 1 or more"
    })
    void aBadValueIsRefusedWithItsRule(String name, String value, String rule) {
        // when
        assertThatThrownBy(() -> bind(Map.of("tributary.ingress." + name, value)))
                // then
                .rootCause()
                .hasMessageContaining("tributary.ingress: " + rule);
    }

    private static IngressSettings bind(Map<String, String> properties) {
        return new Binder(new MapConfigurationPropertySource(properties))
                .bindOrCreate("tributary.ingress", IngressSettings.class);
    }
}
