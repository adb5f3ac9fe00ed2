package io.tributary.nango.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;

class DeletionTest {

    private final FakeNango nango;
    private final NangoApi api;

    DeletionTest() throws IOException {
        nango = new FakeNango();
        api = nango.api();
    }

    @AfterEach
    void close() {
        api.close();
        nango.close();
    }

    @Test
    void deletesOneConnection() {
        nango.answers(200, "{\"success\":true}");

        DeletionAnswer answer = api.deleteConnection("hubspot eu", "c/1");

        assertThat(answer).isEqualTo(new DeletionAnswer.Deleted(null));
        assertThat(nango.onlyAsked().method()).isEqualTo("DELETE");
        assertThat(nango.onlyAsked().rawUri())
                .isEqualTo("/connections/c%2F1?provider_config_key=hubspot%20eu");
    }

    @ParameterizedTest
    @CsvSource({
        "400, unknown_connection, false",
        "404, unknown_connection, false",
        "404, not_found, false",
        "400, unknown_provider_config, true",
        "404, unknown_provider_config, true"
    })
    void knowsThatThereWasNothing(int status, String code, boolean integrationUnknown) {
        nango.answers(status, "{\"error\":{\"code\":\"" + code + "\"}}");

        assertThat(api.deleteConnection("hubspot-eu", "c-1"))
                .isEqualTo(new DeletionAnswer.Absent(integrationUnknown, null));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "403, {\"error\":{\"code\":\"forbidden\"}}, FORBIDDEN",
                "400, {\"error\":{\"code\":\"invalid_query_params\"}}, REFUSED",
                "429, {\"error\":{\"code\":\"too_many_request\"}}, RATE_LIMITED",
                "500, {\"error\":{\"code\":\"unknown_connection\"}}, SERVER_ERROR",
                "404, <html>, MALFORMED",
                "200, <html>, MALFORMED",
                "200, {}, MALFORMED",
                "200, {\"success\":false}, MALFORMED"
            })
    void takesNothingElseForADeletion(int status, String body, FailureKind kind) {
        nango.answers(status, body);

        assertThat(api.deleteConnection("hubspot-eu", "c-1"))
                .isInstanceOfSatisfying(
                        DeletionAnswer.NoAnswer.class,
                        none -> assertThat(none.failure().kind()).isEqualTo(kind));
    }

    @Test
    void deletesNothingWithAnIdThatNangoCannotHave() {
        assertThatThrownBy(() -> api.deleteConnection("hubspot-eu", "c#1"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(nango.asked()).isEmpty();
    }
}
