package io.tributary.store.api;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;

class CorsSettingsTest {

    @Test
    void originsAreTaken() {
        assertThatCode(
                        () ->
                                new CorsSettings(
                                        List.of(
                                                "https://app.example.com",
                                                "http://localhost:5173")))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*",
                "https://*.example.com",
                "https://app.example.com/",
                "app.example.com",
                "null",
                "https://user@app.example.com"
            })
    void whatIsNoOriginIsRefusedAndNamed(String text) {
        assertThatThrownBy(() -> new CorsSettings(List.of(text)))
                .hasMessageContaining("tributary.cors.allowed-origins")
                .hasMessageContaining("'" + text + "'");
    }
}
