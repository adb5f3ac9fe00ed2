package io.tributary.worker.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import tools.jackson.databind.json.JsonMapper;

import java.util.List;

/** Member names joined by dots, of which some have a dot of their own. */
class FieldPathTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "data.items | data, items",
                "@odata\\.nextLink | @odata.nextLink",
                "a\\.b.c\\\\.d | a.b, c\\, d",
                "\\. | .",
                "@odataless.x | @odataless, x",
            })
    void hasTheNamesThatItSays(String text, String names) {
        FieldPath path = FieldPath.of(text);

        assertThat(path.names()).containsExactly(names.split(", "));
        assertThat(path.text()).isEqualTo(text);
    }

    @Test
    void isTheValueItselfIfItIsEmpty() {
        assertThat(FieldPath.of(" ").isRoot()).isTrue();
        assertThat(FieldPath.of("")).isEqualTo(new FieldPath(List.of()));
    }

    @Test
    void findsAMemberWithADotInItsName() {
        var page = new JsonMapper().readTree("{\"@odata.nextLink\":{\"a\\\\b\":1}}");

        assertThat(FieldPath.of("@odata\\.nextLink.a\\\\b").in(page).intValue()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a..b | joined by single dots, got 'a..b'",
                ".a | single dots",
                "a. | single dots",
                "a\\b | before a dot that belongs to a name (\\.) or before another (\\\\), got",
                "a\\ | a backslash in a path",
                "@odata.nextLink | written \\., for instance @odata\\.nextLink, got",
                "value.@odata.type | written \\.",
            })
    void saysHowItIsWritten(String text, String rule) {
        assertThatThrownBy(() -> FieldPath.of(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(rule);
    }
}
