package io.tributary.nango;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

class NangoTagsTest {

    @Test
    void takesWhatNangoTakes() {
        Map<String, String> tags = tags(9);
        tags.put("A" + "b".repeat(63), "x".repeat(255));

        assertThatCode(() -> NangoTags.check(tags)).doesNotThrowAnyException();
        assertThatCode(() -> NangoTags.check(Map.of("a_-./9", " é", "end_user_email", "a@b")))
                .doesNotThrowAnyException();
        assertThatCode(() -> NangoTags.check(Map.of())).doesNotThrowAnyException();
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                arguments(tags(11), "at most 10"),
                arguments(Map.of("", "x"), "a tag's key"),
                arguments(Map.of("9a", "x"), "a tag's key"),
                arguments(Map.of("a b", "x"), "a tag's key"),
                arguments(Map.of("a" + "b".repeat(64), "x"), "a tag's key"),
                arguments(Map.of("plan", ""), "a tag's value must have 1 to 255 characters: plan"),
                arguments(Map.of("plan", "SECRET".repeat(50)), "1 to 255"),
                arguments(Map.of("Plan", "x", "plan", "y"), "same key in lower case"),
                arguments(Map.of("End_User_Email", "SECRET"), "must be an e-mail address"));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void namesTheRuleThatIsBrokenAndNoValue(Map<String, String> tags, String rule) {
        assertThatThrownBy(() -> NangoTags.check(tags))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(rule)
                .hasMessageNotContaining("SECRET");
    }

    private static Map<String, String> tags(int count) {
        Map<String, String> tags = new HashMap<>();
        for (int i = 0; i < count; i++) {
            tags.put("t" + i, "x");
        }
        return tags;
    }
}
