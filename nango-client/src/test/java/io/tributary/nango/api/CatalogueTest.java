package io.tributary.nango.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;

class CatalogueTest {

    private final FakeNango nango;
    private final NangoApi api;

    CatalogueTest() throws IOException {
        nango = new FakeNango();
        api = nango.api();
    }

    @AfterEach
    void close() {
        api.close();
        nango.close();
    }

    @Test
    void readsTheIntegrations() {
        nango.answers(
                200,
                """
                {"data":[
                  {"unique_key":"hubspot-eu","provider":"hubspot","display_name":"HubSpot",
                   "logo":"https://x.test/hubspot.svg","forward_webhooks":true,
                   "created_at":"2026-09-01T08:00:00.000Z","a_new_member":[1]},
                  {"unique_key":"unauth","provider":"unauthenticated","display_name":null,"logo":""}
                ]}
                """);

        IntegrationsAnswer answer = api.integrations();

        assertThat(nango.onlyAsked().rawUri()).isEqualTo("/integrations");
        assertThat(answer)
                .isInstanceOfSatisfying(
                        IntegrationsAnswer.Present.class,
                        present ->
                                assertThat(present.integrations())
                                        .containsExactly(
                                                new IntegrationView(
                                                        "hubspot-eu",
                                                        "hubspot",
                                                        "HubSpot",
                                                        "https://x.test/hubspot.svg"),
                                                new IntegrationView(
                                                        "unauth", "unauthenticated", null, null)));
    }

    @Test
    void readsHowAProviderAuthorises() {
        nango.answers(
                200,
                """
                {"data":{"name":"hub spot","display_name":"HubSpot","auth_mode":"OAUTH2",
                 "logo_url":"https://x.test/hubspot.svg","proxy":{"base_url":"https://y.test"}}}
                """);

        ProviderAnswer answer = api.provider("hub spot");

        assertThat(nango.onlyAsked().rawUri()).isEqualTo("/providers/hub%20spot");
        assertThat(answer)
                .isEqualTo(
                        new ProviderAnswer.Present(
                                new ProviderView(
                                        "hub spot",
                                        "HubSpot",
                                        "OAUTH2",
                                        "https://x.test/hubspot.svg"),
                                null));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "403, {\"error\":{\"code\":\"forbidden\"}}, FORBIDDEN",
                "404, {\"error\":{\"code\":\"not_found\"}}, REFUSED",
                "404, <html>, MALFORMED",
                "500, {\"error\":{\"code\":\"server_error\"}}, SERVER_ERROR",
                "200, <html>, MALFORMED",
                "200, {}, MALFORMED",
                "200, {\"data\":[{\"unique_key\":\"x\"}]}, MALFORMED",
                "200, {\"data\":[null]}, MALFORMED",
                "200, {\"data\":{\"name\":\"x\"}}, MALFORMED"
            })
    void takesNothingElseForAnAnswer(int status, String body, FailureKind kind) {
        nango.answers(status, body);

        assertThat(api.integrations())
                .isInstanceOfSatisfying(
                        IntegrationsAnswer.NoAnswer.class,
                        none -> assertThat(none.failure().kind()).isEqualTo(kind));
        assertThat(api.provider("hubspot"))
                .isInstanceOfSatisfying(
                        ProviderAnswer.NoAnswer.class,
                        none -> assertThat(none.failure().kind()).isEqualTo(kind));
    }
}
