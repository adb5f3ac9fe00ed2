package io.tributary.simulator.provider;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.Headers;

import io.tributary.simulator.connection.ConnectionKey;

import org.junit.jupiter.api.Test;

import tools.jackson.databind.node.MissingNode;

import java.util.Map;

class NotionPagesTest {

    @Test
    void answersOnlyWhoNamesAVersion() {
        StandIn.Reply refused = search(new Headers());
        StandIn.Reply answered = search(Headers.of("notion-version", "2022-06-28"));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body().path("code").asString()).isEqualTo("missing_version");
        assertThat(answered.status()).isEqualTo(200);
        assertThat(answered.body().path("results").size()).isEqualTo(100);
    }

    private static StandIn.Reply search(Headers headers) {
        return new NotionPages()
                .answer(
                        new StandIn.Call(
                                "POST",
                                "/v1/search",
                                Map.of(),
                                headers,
                                MissingNode.getInstance(),
                                new ConnectionKey("dev", "notion", "ann"),
                                250))
                .orElseThrow();
    }
}
