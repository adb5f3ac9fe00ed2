package io.tributary.nango.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;

class ConnectionsTest {

    private static final String PAGE =
            """
            {"connections":[
              {"id":12,"connection_id":"c/2","provider_config_key":"hubspot-eu",
               "provider":"hubspot","created":"2026-09-01T08:00:00.262976+00:00",
               "metadata":null,"tags":{"end_user_id":"cust-77"},"end_user":null,
               "errors":[{"type":"auth","log_id":"a1b2c3"}]},
              {"id":11,"connection_id":"c-1","provider_config_key":"unauth",
               "provider":"unauthenticated","created":"2026-08-31T08:00:00.000Z",
               "metadata":{"x":1},"tags":{},
               "end_user":{"id":"u","display_name":null,"email":null,"tags":null,
                 "organization":null},
               "errors":[]}]}
            """;

    private final FakeNango nango;
    private final NangoApi api;

    ConnectionsTest() throws IOException {
        nango = new FakeNango();
        api = nango.api();
    }

    @AfterEach
    void close() {
        api.close();
        nango.close();
    }

    @Test
    void readsAPage() {
        // given
        nango.answers(200, PAGE);

        // when
        ConnectionsAnswer answer = api.connections(ConnectionsQuery.page(0, 2));

        // then
        ConnectionsAnswer.Page page = (ConnectionsAnswer.Page) answer;
        assertThat(page.connections())
                .containsExactly(
                        new ConnectionSummary(
                                12,
                                "c/2",
                                "hubspot-eu",
                                "hubspot",
                                Map.of("end_user_id", "cust-77"),
                                null,
                                List.of("auth"),
                                Instant.parse("2026-09-01T08:00:00.262976Z")),
                        new ConnectionSummary(
                                11,
                                "c-1",
                                "unauth",
                                "unauthenticated",
                                Map.of(),
                                new EndUser("u", null, null, null, null),
                                List.of(),
                                Instant.parse("2026-08-31T08:00:00Z")));
        assertThat(page.connections().getFirst().hasAuthError()).isTrue();
        assertThat(page.isLast()).isFalse();
    }

    @Test
    void seesTheLastPage() {
        nango.answers(200, PAGE);

        ConnectionsAnswer answer = api.connections(ConnectionsQuery.page(3, 3));

        assertThat(((ConnectionsAnswer.Page) answer).isLast()).isTrue();
        assertThat(nango.onlyAsked().rawUri()).isEqualTo("/connections?page=3&limit=3");
    }

    @Test
    void asksForOneIdInSomeIntegrations() {
        nango.answers(200, "{\"connections\":[]}");

        api.connections(
                ConnectionsQuery.ofConnection("a/b c&d").inIntegrations("one", "two 2").next());

        assertThat(nango.onlyAsked().rawUri())
                .isEqualTo(
                        "/connections?page=1&limit=2000&connectionId=a%2Fb%20c%26d"
                                + "&integrationId=one%2Ctwo%202");
    }

    @Test
    void takesNoFailureForAnEmptyPage() {
        nango.answers(403, "{\"error\":{\"code\":\"forbidden\"}}");

        ConnectionsAnswer answer = api.connections(ConnectionsQuery.page(0, 2));

        assertThat(((ConnectionsAnswer.NoAnswer) answer).failure().kind())
                .isEqualTo(FailureKind.FORBIDDEN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "[]",
                "{\"connection\":[]}",
                "{\"connections\":null}",
                "{\"connections\":{}}",
                "{\"connections\":[null]}",
                "{\"connections\":[{}]}",
                "{\"connections\":[]} x"
            })
    void takesNoOtherJsonForAPage(String body) {
        nango.answers(200, body);

        ConnectionsAnswer answer = api.connections(ConnectionsQuery.page(0, 2));

        assertThat(((ConnectionsAnswer.NoAnswer) answer).failure().kind())
                .isEqualTo(FailureKind.MALFORMED);
    }

    @Test
    void knowsTheBoundsOfAPage() {
        assertThatThrownBy(() -> ConnectionsQuery.page(-1, 1)).hasMessageContaining("page");
        assertThatThrownBy(() -> ConnectionsQuery.page(0, 0)).hasMessageContaining("limit");
        assertThatThrownBy(() -> ConnectionsQuery.page(0, 2001)).hasMessageContaining("limit");
    }
}
