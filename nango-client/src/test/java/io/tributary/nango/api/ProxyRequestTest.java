package io.tributary.nango.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;

class ProxyRequestTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "v3/x",
                "https://evil.test/x",
                "/${secret}",
                "/x?y=$%7Bsecret%7D",
                "/x?y=%24%7bsecret%7d",
                "/x#y",
                "/x y",
                "/x\r\nHost: evil",
                "/../connections",
                "/x/..",
                "/x/%2E%2e/y",
                "/./x",
                "/%zz"
            })
    void refusesAPathThatIsNotOneBelowTheProvidersBase(String path) {
        assertThatThrownBy(() -> ProxyRequest.get("i", "c", path))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/?",
                "//x",
                "/x?u=https://a.test/../b",
                "/a..b/...",
                "/$metadata?$top=1"
            })
    void takesAnyOther(String path) {
        assertThat(ProxyRequest.get("i", "c", path).path()).isEqualTo(path);
    }

    @Test
    void refusesWhatCannotStandInAHeader() {
        ProxyRequest request = ProxyRequest.get("i", "c", "/");

        assertThatThrownBy(() -> request.withHeader("X Y", "z")).hasMessageContaining("token");
        assertThatThrownBy(() -> request.withHeader("X", "z\r\ny")).hasMessageContaining("X");
        assertThatThrownBy(() -> request.withHeader("X", "é")).hasMessageContaining("ASCII");
    }

    @Test
    void refusesIdsMethodsAndTimesThatCannotBe() {
        assertThatThrownBy(() -> ProxyRequest.get("i/", "c", "/")).hasMessageContaining("integr");
        assertThatThrownBy(() -> ProxyRequest.get("i", "c\n", "/")).hasMessageContaining("conn");
        ProxyRequest request = ProxyRequest.get("i", "c", "/");
        assertThatThrownBy(() -> request.withBody("P T", new byte[0], "text/plain"))
                .hasMessageContaining("method");
        assertThatThrownBy(() -> request.withTimeout(Duration.ZERO))
                .hasMessageContaining("timeout");
    }
}
