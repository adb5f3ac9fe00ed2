package io.tributary.worker.pull;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.worker.definition.Definition;
import io.tributary.worker.definition.Endpoint;
import io.tributary.worker.definition.FieldPath;
import io.tributary.worker.definition.Success;
import io.tributary.worker.definition.Template;

import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.util.List;
import java.util.Map;

/** A page is one only if it says so, where the definition says that it does. */
class DeclinedTest {

    private static final FieldPath OK = FieldPath.of("ok");
    private static final FieldPath ERROR = FieldPath.of("error");

    @Test
    void takesAPageThatSaysSo() {
        assertThatCode(() -> check("true", "null")).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "false | \"ratelimited\" | ratelimited | PASSING",
                "false | \"invalid_auth\" | invalid_auth | UNAUTHORIZED",
                "false | \"other\" | other | LASTING",
                "\"no\" | \"other\" | other | LASTING",
                "null | 7 | 7 | LASTING",
                "{} | \"mia@example.test has no right\" | `` | LASTING",
            })
    void refusesOneThatDoesNotAndQuotesNoMoreThanAWord(
            String ok, String error, String word, Success.Failure meaning) {
        assertThatThrownBy(() -> check(ok, error))
                .isInstanceOfSatisfying(
                        PullFailed.class,
                        e ->
                                Assertions.assertThat(e.trouble())
                                        .isEqualTo(
                                                new Trouble.Declined(
                                                        word, "ok", "slack", meaning)));
    }

    private static void check(String ok, String error) {
        JsonMapper json = new JsonMapper();
        Map<FieldPath, JsonNode> values =
                Map.of(OK, json.readTree(ok), ERROR, json.readTree(error));
        Success success =
                new Success(OK, "true", ERROR, List.of("ratelimited"), List.of("invalid_auth"));
        Declined.refuse(
                new Definition(
                        "slack",
                        List.of("slack"),
                        List.of(),
                        "Channel",
                        new Endpoint(Template.of("/x"), null, null, Endpoint.Method.GET, null),
                        FieldPath.of("channels"),
                        false,
                        FieldPath.of("id"),
                        PagingTrial.paging("kind=link-header", "page-size=100"),
                        success),
                new Envelope(values));
    }
}
