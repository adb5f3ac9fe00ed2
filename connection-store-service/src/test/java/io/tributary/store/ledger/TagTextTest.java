package io.tributary.store.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.Test;

import java.util.Map;

class TagTextTest {

    @Test
    void isCleanLikeTheOtherColumns() {
        assertThat(TagText.of(Map.of("a\u0000", "\ud800b"))).containsExactly("a\ufffd:\ufffdb");
    }

    @Test
    void whatIsTooLongForAnIndexStaysDistinct() {
        // given
        String value = "\ud83d\ude00".repeat(5_000);

        // when
        String[] texts = TagText.of(Map.of("a", value + "1", "b", value + "2"));

        // then
        assertThat(texts).doesNotHaveDuplicates();
        assertThat(texts)
                .allSatisfy(text -> assertThat(text.getBytes(UTF_8).length).isLessThan(2_600));
        assertThat(texts).contains(TagText.of("a:" + value + "1"));
    }
}
