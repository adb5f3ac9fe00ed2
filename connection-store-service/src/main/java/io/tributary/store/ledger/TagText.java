package io.tributary.store.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Collection;
import java.util.Map;
import java.util.UUID;

/** Tags as the array column that they are filtered by. */
public final class TagText {

    /** Well below what PostgreSQL can put into an index (some 2 700 bytes). */
    private static final int LONGEST = 600;

    private static final int KEPT = 500;

    private TagText() {}

    static String[] of(Map<String, String> tags) {
        Collection<String> texts =
                tags.entrySet().stream()
                        .map(tag -> of(tag.getKey() + ":" + tag.getValue()))
                        .toList();
        return texts.toArray(String[]::new);
    }

    /**
     * What {@code name:value} is in the column. A name or a value may hold a colon: the whole is
     * compared, so it need not be told where the one ends.
     */
    public static String of(String nameAndValue) {
        return nameAndValue.length() <= LONGEST
                ? Text.clean(nameAndValue)
                : Text.clean(nameAndValue.substring(0, KEPT))
                        + UUID.nameUUIDFromBytes(Text.clean(nameAndValue).getBytes(UTF_8));
    }
}
