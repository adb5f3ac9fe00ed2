package io.tributary.http.parameter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.http.problem.ApiProblem;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;

class CursorTest {

    @Test
    void itIsReadAsItWasMade() {
        String cursor = Cursor.of(7, "x-y");

        List<String> parts = Cursor.parse(cursor, 2, found -> found);

        assertThat(cursor).matches("[A-Za-z0-9_-]+");
        assertThat(parts).containsExactly("7", "x-y");
    }

    @Test
    void theFirstPageHasNone() {
        String none = Cursor.parse(null, 1, List::getFirst);

        assertThat(none).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "!", "NQ", "NV82XzE"})
    void whatIsOfAnotherCallIsTheCallersMistake(String cursor) {
        assertThatThrownBy(
                        () ->
                                Cursor.parse(
                                        cursor,
                                        2,
                                        parts -> parts.stream().map(Integer::valueOf).toList()))
                .isInstanceOf(ApiProblem.class)
                .hasMessageContaining("'next'");
    }
}
