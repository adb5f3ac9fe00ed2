package io.tributary.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.UUID;

class ConnectionKeyTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "7d0b3f58-5c3e-4a0b-8a55-19e4b0f6a2c1",
                "a/b",
                "a//b",
                "..",
                "mia@example.test",
                "with space",
                "plus+and*and~",
                "quote\"'brace{}$",
                "100%",
                "%2F",
                "back\\slash;semi",
                "été",
                "\uD83D\uDE00"
            })
    void everyIdComesBackFromTheKey(String connectionId) {
        ConnectionKey key = new ConnectionKey("dev", "hub spot:eu", connectionId);

        String encoded = key.encoded();

        assertThat(ConnectionKey.parse(encoded)).isEqualTo(key);
        assertThat(encoded).matches("[A-Za-z0-9._~%/-]+").matches("[^/]+/[^/]+/[^/]+");
    }

    @Test
    void partsDoNotRunIntoEachOther() {
        assertThat(new ConnectionKey("a", "b", "c/d").encoded())
                .isNotEqualTo(new ConnectionKey("a", "b/c", "d").encoded())
                .isEqualTo("a/b/c%2Fd");
    }

    @Test
    void theOpaqueIdNeverChanges() {
        assertThat(new ConnectionKey("dev", "github", "octo/cat").id())
                .isEqualTo(UUID.fromString("40f8e89a-85da-5dab-a5cb-4df3f0565181"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a/b", "a/b/c/d", "a//c", "a/b/%zz"})
    void whatIsNotAKeyIsRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> ConnectionKey.parse(text));
    }

    @Test
    void partsHaveALongestLength() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ConnectionKey("dev", "github", "x".repeat(256)))
                .withMessageContaining("connectionId")
                .withMessageContaining("255");
    }
}
