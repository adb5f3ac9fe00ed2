package io.tributary.nango.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SigningKeyTest {

    private static final String TEXT = "5c1e6a2f-0b7d-4e39-9a84-d3f2b1c07e55";

    @Test
    void dropsTheWhiteSpaceOfAConfigurationFile() {
        SigningKey key = new SigningKey(" " + TEXT + "\n");

        assertThat(key).isEqualTo(new SigningKey(TEXT)).hasSameHashCodeAs(new SigningKey(TEXT));
        assertThat(key.sign(new byte[0])).isEqualTo(new SigningKey(TEXT).sign(new byte[0]));
    }

    @Test
    void showsOnlyItsFingerprint() {
        SigningKey key = new SigningKey(TEXT);

        assertThat(key.fingerprint()).matches("[0-9a-f]{16}").isEqualTo("ee3336cfa6463362");
        assertThat(key.toString()).contains(key.fingerprint()).doesNotContain(TEXT);
    }

    @Test
    void mustNotBeBlank() {
        assertThatThrownBy(() -> new SigningKey(" \t"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a signing key must not be blank");
    }

    @Test
    void differsFromAnotherKey() {
        assertThat(new SigningKey(TEXT)).isNotEqualTo(new SigningKey(TEXT + "0"));
    }
}
