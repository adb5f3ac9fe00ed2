package io.tributary.nango;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NangoGrammarTest {

    private static final String ALNUM =
            "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

    @Test
    void allowsExactlyTheCharactersThatNangoAllows() {
        for (char c = 0; c < Character.MAX_VALUE; c++) {
            String text = String.valueOf(c);
            assertThat(NangoGrammar.isConnectionId(text))
                    .as("connection id U+%04X", (int) c)
                    .isEqualTo((ALNUM + ",.;:=+~[]|@${}\"'\\/_ -").indexOf(c) >= 0);
            assertThat(NangoGrammar.isIntegrationKey(text))
                    .as("integration key U+%04X", (int) c)
                    .isEqualTo((ALNUM + "~:.@ _-").indexOf(c) >= 0);
        }
    }

    @Test
    void boundsTheLength() {
        assertThat(NangoGrammar.isConnectionId("")).isFalse();
        assertThat(NangoGrammar.isConnectionId("c".repeat(255))).isTrue();
        assertThat(NangoGrammar.isConnectionId("c".repeat(256))).isFalse();
        assertThat(NangoGrammar.isIntegrationKey("")).isFalse();
        assertThat(NangoGrammar.isIntegrationKey("i".repeat(255))).isTrue();
        assertThat(NangoGrammar.isIntegrationKey("i".repeat(256))).isFalse();
    }
}
