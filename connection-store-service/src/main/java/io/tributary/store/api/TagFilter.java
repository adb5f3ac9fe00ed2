package io.tributary.store.api;

import io.tributary.store.ledger.TagText;

import java.util.Arrays;
import java.util.List;

/**
 * Tags that a connection must all have.
 *
 * @param texts each as the column has it
 */
record TagFilter(List<String> texts) {

    static final String EXPECTED = "name:value, at most 20 times";

    private static final int MOST = 20;

    /** A type of its own because Spring takes a list apart at every comma. */
    static TagFilter of(String... tags) {
        if (tags.length > MOST || Arrays.stream(tags).anyMatch(tag -> tag.indexOf(':') < 1)) {
            throw new IllegalArgumentException("tag must be " + EXPECTED);
        }
        return new TagFilter(Arrays.stream(tags).map(TagText::of).toList());
    }
}
