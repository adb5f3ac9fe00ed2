package io.tributary.store.api;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.UUID;

class ReadBackTest {

    private static final UUID ID = new UUID(1, 2);

    @ParameterizedTest
    @ValueSource(strings = {"{", "", "null", "[]", "{}", "{\"nangoId\":\"x\"}"})
    void factsThatCannotBeReadAreNone(String json) {
        assertThat(ReadBack.facts(ID, json)).isNull();
    }

    @Test
    void aChangeThatCannotBeReadIsNone() {
        assertThat(ReadBack.change(ID, "{".getBytes(UTF_8))).isNull();
        assertThat(ReadBack.change(ID, "{\"version\":1}".getBytes(UTF_8))).isNotNull();
    }
}
