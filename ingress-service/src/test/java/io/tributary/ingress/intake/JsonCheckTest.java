package io.tributary.ingress.intake;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonCheckTest {

    @ParameterizedTest
    @ValueSource(strings = {"{}", " [1, \"\\ud800\"] ", "null", "\"\"", "1e999999"})
    void oneValueIsJson(String text) {
        assertThat(JsonCheck.isJson(text.getBytes(UTF_8))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "{", "{} {}", "nul", "{'a':1}", "\u0000", "\ufeff{}"})
    void anythingElseIsNot(String text) {
        assertThat(JsonCheck.isJson(text.getBytes(UTF_8))).isFalse();
    }
}
