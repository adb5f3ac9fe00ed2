package io.tributary.nango.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;

class NangoApiTest {

    private static final ApiKey KEY = new ApiKey(" " + FakeNango.KEY + "\n");

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "///"})
    void readsBelowABasePathHoweverItEnds(String end) throws IOException {
        try (FakeNango nango = new FakeNango();
                NangoApi api = NangoApi.at(URI.create(nango.uri() + "/nango" + end), KEY).build()) {
            api.connections(ConnectionsQuery.page(0, 1));

            assertThat(nango.onlyAsked().rawUri()).isEqualTo("/nango/connections?page=0&limit=1");
            assertThat(nango.onlyAsked().headers().getFirst("Authorization"))
                    .isEqualTo("Bearer " + FakeNango.KEY);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost:3003",
                "/api",
                "ftp://x",
                "http://x/?a",
                "http://x/#a",
                "http:///"
            })
    void needsABaseThatIsOne(String base) {
        assertThatThrownBy(() -> NangoApi.at(URI.create(base), KEY))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("base URI");
    }

    @Test
    void needsTimeoutsThatAreSome() {
        NangoApi.Builder builder = NangoApi.at(URI.create("http://x"), KEY);

        assertThatThrownBy(() -> builder.requestTimeout(Duration.ZERO))
                .hasMessageContaining("positive");
        assertThatThrownBy(() -> builder.connectTimeout(Duration.ofSeconds(-1)))
                .hasMessageContaining("positive");
    }

    @Test
    void leavesAClientOpenThatIsNotItsOwn() throws IOException {
        try (FakeNango nango = new FakeNango();
                HttpClient client = HttpClient.newHttpClient()) {
            NangoApi.at(nango.uri(), KEY).client(client).build().close();

            assertThat(client.isTerminated()).isFalse();
        }
    }

    @Test
    void keepsItsKeyToItself() {
        assertThat(KEY.toString()).doesNotContain(FakeNango.KEY);
        assertThatThrownBy(() -> new ApiKey(" ")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ApiKey("sec\r\nret"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("sec");
    }
}
