package io.tributary.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.tributary.backing.BackingServices;
import io.tributary.ingress.support.Ingress;
import io.tributary.ingress.support.Posted;
import io.tributary.ingress.support.Posted.Framing;
import io.tributary.ingress.support.RawHttp;
import io.tributary.ingress.support.RawHttp.Response;
import io.tributary.ingress.support.Signature;
import io.tributary.ingress.support.Written;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.util.List;

/** What is not taken, and that nothing of it is kept. */
class RefusalsIT {

    private static final byte[] BODY = "{\"a\":1}".getBytes(UTF_8);
    private static final String SIGNATURE = Signature.of(Ingress.KEY, BODY);
    private static final int MIB = 1024 * 1024;

    private final Ingress ingress = Ingress.shared();
    private Written written;

    @BeforeEach
    void watch() {
        written = new Written(BackingServices.kafka().bootstrapServers());
    }

    @AfterEach
    void nothingIsKept() {
        assertThat(written.nothing()).isTrue();
        written.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "X-Nango-Hmac-Sha256:\r\n",
                "X-Nango-Hmac-Sha256: nothex\r\n",
                "X-Nango-Hmac-Sha256: SIGNATURE00\r\n",
                "X-Nango-Hmac-Sha256: SIGNATURE\r\nx-nango-hmac-sha256: SIGNATURE\r\n",
                "X-Nango-Hmac-Sha256: SIGNATURE, SIGNATURE\r\n",
                "X-Nango-Signature: SIGNATURE\r\n"
            })
    void aSignatureThatIsNotExactlyOneIs401(String lines) throws IOException {
        // given
        String head = head("POST", "dev", lines.replace("SIGNATURE", SIGNATURE));

        // when
        Response response = RawHttp.exchange(ingress.port(), head, BODY);

        // then
        assertProblem(response, 401);
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /api/webhooks/nango/unknown, 404",
        "POST, /api/webhooks/nango, 404",
        "POST, /api/webhooks/nango/, 404",
        "POST, /api/webhooks/nango/dev/more, 404",
        "POST, /, 404",
        "GET, /actuator/health, 404",
        "GET, /api/webhooks/nango/unknown, 404",
        "GET, /api/webhooks/nango/dev, 405",
        "PUT, /api/webhooks/nango/dev, 405",
        "DELETE, /api/webhooks/nango/dev, 405",
        "OPTIONS, /api/webhooks/nango/dev, 405",
        "PURGE, /api/webhooks/nango/dev, 405",
    })
    void anotherPathOrMethodIsAProblem(String method, String path, int status) throws IOException {
        // given
        String head =
                head(method, "dev", "X-Nango-Hmac-Sha256: " + SIGNATURE + "\r\n")
                        .replace("/api/webhooks/nango/dev", path);

        // when
        Response response = RawHttp.exchange(ingress.port(), head, BODY);

        // then
        assertProblem(response, status);
        if (status == 405) {
            assertThat(response.headers()).containsEntry("allow", "POST");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"LENGTH", "CHUNKED"})
    void moreThanIsReadIs413(Framing framing) throws IOException {
        // given
        byte[] body = new byte[80 * MIB + 1];

        // when
        Response response = Posted.of(body).framed(framing).post(ingress.port());

        // then
        assertProblem(response, 413);
    }

    @Test
    void anOversizedForgeryIs401() throws IOException {
        // given
        Posted forged = Posted.of(new byte[12 * MIB]).signedWith("another key");

        // when
        Response response = forged.post(ingress.port());

        // then
        assertProblem(response, 401);
    }

    @Test
    void noRefusalTellsAKeyOrASignature() throws IOException {
        // given
        Posted forged = Posted.of(BODY).signedWith("another key");

        // when
        Response response = forged.post(ingress.port());

        // then
        assertThat(response.body())
                .doesNotContain(List.of(Ingress.KEY, SIGNATURE, Signature.of("another key", BODY)));
        assertProblem(response, 401);
    }

    private static void assertProblem(Response response, int status) {
        assertThat(response.status()).isEqualTo(status);
        assertThat(response.headers()).containsEntry("content-type", "application/problem+json");
        assertThat(response.body()).contains("\"status\":" + status, "\"title\"", "\"detail\"");
    }

    private static String head(String method, String environment, String lines) {
        return new String(
                "%s /api/webhooks/nango/%s HTTP/1.1\r\nHost: a\r\n%sContent-Length: %d\r\n\r\n"
                        .formatted(method, environment, lines, BODY.length)
                        .getBytes(ISO_8859_1),
                ISO_8859_1);
    }
}
