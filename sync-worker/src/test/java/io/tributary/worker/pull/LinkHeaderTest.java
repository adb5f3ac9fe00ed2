package io.tributary.worker.pull;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;

class LinkHeaderTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            quoteCharacter = '`',
            value = {
                "<https://a/b?page=2>; rel=\"next\" # https://a/b?page=2",
                "<https://a/b?page=2>;rel=next # https://a/b?page=2",
                "<https://a/b?page=2> ; REL = \"NEXT\" # https://a/b?page=2",
                "</c>; rel=\"prev first\", <?page=2>; rel=\"last next\" # ?page=2",
                "<https://a/?x=1,2;3>; title=\"a, <b>; rel=\\\"next\\\"\"; rel=prev, <n>; rel=next"
                        + " # n",
                ", ,<n>; rel=next; rel=prev,, # n",
                "<first>; rel=next, <second>; rel=next # first",
                "<n>; title; rel=next # n",
                "<n>;; rel=next; # n",
                "<n>; title*=UTF-8''%e2%82%ac; rel=next # n",
            })
    void findsTheNextPage(String header, String target) {
        assertThat(LinkHeader.next(List.of(header))).contains(target);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<p>; rel=prev",
                "<p>",
                "<p>; rel=\"nextpage\"",
                "<p>; rel=prev; rel=next",
                "<p>; rel=next; anchor=\"#elsewhere\"",
                "<p>; title=\"rel=next\"",
            })
    void findsNoneWhereThereIsNone(String header) {
        assertThat(LinkHeader.next(List.of(header))).isEmpty();
    }

    @Test
    void looksThroughEveryFieldOfTheName() {
        assertThat(LinkHeader.next(List.of("<p>; rel=prev", "<n>; rel=next"))).contains("n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://a/b; rel=next",
                "<https://a/b",
                "<p>; rel=\"next",
                "<p> rel=next",
                "<p>; rel=prev <n>; rel=next",
            })
    void refusesWhatIsNoLinkRatherThanToMissTheNextPage(String header) {
        assertThatThrownBy(() -> LinkHeader.next(List.of(header)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("there should be");
    }
}
