package io.tributary.worker.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.events.ConnectionKey;
import io.tributary.events.Owner;
import io.tributary.nango.api.ConnectionSettings;
import io.tributary.worker.connection.KnownConnection;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.util.Map;

/** Placeholders are filled in from the connection, escaped for the place where they stand. */
class EndpointTest {

    private static final JsonMapper JSON = new JsonMapper();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "/v1/{tags.project}/x | /v1/a%2Fb%20%22c%22%3F%25/x",
                "/{connection.id}/{connection.integration} | /user%2F1/hub%20spot",
                "/{connection.environment}/{connection.provider} | /dev/hubspot",
                "/{owner.endUserId}/{owner.email} | /ann/ann%40example.test",
                "/{metadata.region.name}/{metadata.number} | /eu/12",
                "/{connection_config.portalId} | /12345",
                "/a%2Fb | /a%2Fb",
            })
    void encodesAValueInThePathAsOneSegment(String path, String filled) {
        assertThat(get(path, Map.of(), Map.of()).fill(facts()).path()).isEqualTo(filled);
    }

    @Test
    void encodesAValueInTheQuery() {
        Endpoint endpoint =
                get("/v1", Map.of("q", Template.of("is:{tags.project}&{{x}}")), Map.of());

        assertThat(endpoint.fill(facts()).target(Map.of("page", "2")))
                .isEqualTo("/v1?page=2&q=is%3Aa%2Fb%20%22c%22%3F%25%26%7Bx%7D");
    }

    @Test
    void putsAValueIntoAHeaderAsItIs() {
        Endpoint endpoint =
                get("/v1", Map.of(), Map.of("X-Project", Template.of("p={tags.project}")));

        assertThat(endpoint.fill(facts()).headers()).containsEntry("X-Project", "p=a/b \"c\"?%");
    }

    @Test
    void putsAValueIntoAStringOfTheBodyAndLeavesAllElse() {
        JsonBody body =
                JsonBody.of(
                        "{\"q\":{\"is\":[\"{tags.project}\",1.50,true,null]},\"g\":\"{{ me }}\"}");
        Endpoint endpoint =
                new Endpoint(Template.of("/v1"), null, null, Endpoint.Method.POST, body);

        assertThat(String.valueOf(endpoint.fill(facts()).body()))
                .isEqualTo(
                        "{\"q\":{\"is\":[\"a/b \\\"c\\\"?%\",1.50,true,null]},\"g\":\"{ me }\"}");
    }

    @Test
    void postsAnEmptyObjectIfNothingIsSaid() {
        Endpoint endpoint =
                new Endpoint(Template.of("/v1"), null, null, Endpoint.Method.POST, null);

        assertThat(endpoint.fill(facts()).body()).hasToString("{}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{tags.none}",
                "{tags.empty}",
                "{owner.organizationId}",
                "{metadata.none}",
                "{metadata.region}",
            })
    void saysWhichValueAConnectionLacks(String placeholder) {
        Endpoint endpoint = get("/v1/" + placeholder, Map.of(), Map.of());

        assertThatThrownBy(() -> endpoint.fill(facts()))
                .isInstanceOfSatisfying(
                        Unfillable.class,
                        e -> {
                            assertThat(e.code()).isEqualTo("placeholder_missing");
                            assertThat(e.sentence()).contains(placeholder);
                        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"{tags.evil}", "{tags.dollar}{{apiKey}}"})
    void letsNobodyMakeNangoFillInCredentials(String text) {
        Endpoint endpoint = get("/v1", Map.of("q", Template.of(text)), Map.of());

        assertThatThrownBy(() -> endpoint.fill(facts()))
                .isInstanceOfSatisfying(
                        Unfillable.class,
                        e -> {
                            assertThat(e.code()).isEqualTo("placeholder_refused");
                            assertThat(e.sentence()).doesNotContain("apiKey");
                        });
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/{tags.dots}/contacts, {tags.dots}, dot segments",
        "/v1/.{tags.dot}, {tags.dot}, dot segments",
        "/v1/%24{tags.brace}, {tags.brace}, ${",
    })
    void refusesAValueThatMakesThePathUnsendable(String path, String named, String rule) {
        Endpoint endpoint = get(path, Map.of(), Map.of());

        assertThatThrownBy(() -> endpoint.fill(facts()))
                .isInstanceOfSatisfying(
                        Unfillable.class,
                        e -> {
                            assertThat(e.code()).isEqualTo("placeholder_refused");
                            assertThat(e.sentence()).contains(named, rule);
                        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"{tags.city}", "{tags.lines}", "for {tags.city}"})
    void refusesAValueThatNoHeaderTakes(String value) {
        Endpoint endpoint =
                get(
                        "/v1/{tags.project}",
                        Map.of(),
                        Map.of("X-Place", Template.of(value), "X-Fine", Template.of("a")));

        assertThatThrownBy(() -> endpoint.fill(facts()))
                .isInstanceOfSatisfying(
                        Unfillable.class,
                        e -> {
                            assertThat(e.code()).isEqualTo("placeholder_refused");
                            assertThat(e.sentence())
                                    .contains("{tags.", "X-Place must be printable ASCII")
                                    .doesNotContain("Zürich", "Evil", "project", "X-Fine");
                        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "",
                "{\"a\":1,\"a\":2}",
                "{} {}",
                "{\"a\":\"${apiKey}\"}",
                "{\"${apiKey}\":1}",
                "{\"a\":\"{tags}\"}",
                "{\"a\":\"\\u0024{apiKey}\"}",
                "{\"a\":[9007199254740993]}",
                "{\"a\":-9007199254740992}",
                "{\"a\":0.12345678901234567890}",
                "{\"a\":1e400}",
            })
    void refusesABodyThatCannotBePosted(String body) {
        assertThatThrownBy(() -> JsonBody.of(body)).isInstanceOf(IllegalArgumentException.class);
    }

    /** Nango reads a body's numbers as doubles. */
    @Test
    void saysOfANumberThatNangoWouldChangeHowToWriteIt() {
        assertThatThrownBy(() -> JsonBody.of("{\"after\":{\"id\":12345678901234567890}}"))
                .hasMessageContaining("12345678901234567890, which Nango", "as text");
        assertThat(JsonBody.of("{\"a\":[9007199254740991,0.1,1.50,1e3,-0.0,1e300]}").text())
                .contains("1e300");
    }

    @Test
    void asksNangoOnlyForWhatNangoAloneKnows() {
        assertThat(get("/{tags.project}", Map.of(), Map.of()).needsNango()).isFalse();
        assertThat(get("/{metadata.a}", Map.of(), Map.of()).needsNango()).isTrue();
        assertThat(
                        new Endpoint(
                                        Template.of("/"),
                                        null,
                                        null,
                                        Endpoint.Method.POST,
                                        JsonBody.of("{\"a\":\"{connection_config.b}\"}"))
                                .needsNango())
                .isTrue();
    }

    private static Endpoint get(
            String path, Map<String, Template> query, Map<String, Template> headers) {
        return new Endpoint(Template.of(path), query, headers, Endpoint.Method.GET, null);
    }

    private static ConnectionFacts facts() {
        return new ConnectionFacts(
                new KnownConnection(
                        new ConnectionKey("dev", "hub spot", "user/1"),
                        "hubspot",
                        Map.of(
                                "project", "a/b \"c\"?%",
                                "empty", "",
                                "evil", "${apiKey}",
                                "dollar", "$",
                                "dots", "..",
                                "dot", ".",
                                "brace", "{",
                                "city", "Zürich",
                                "lines", "a\r\nX-Evil: b"),
                        new Owner("ann", "ann@example.test", null, null, null, false)),
                settings());
    }

    private static ConnectionSettings settings() {
        JsonNode metadata = JSON.readTree("{\"region\":{\"name\":\"eu\"},\"number\":12}");
        return new ConnectionSettings(metadata, JSON.readTree("{\"portalId\":12345}"));
    }
}
