package io.tributary.store.ledger;

import java.util.regex.Pattern;

/** Text for columns that people read and filter by. */
public final class Text {

    private static final int LONGEST_BRIEF = 1_000;

    /** By code points: a surrogate that is matched alone has no other half. */
    private static final Pattern REFUSED = Pattern.compile("[\\x00\\x{d800}-\\x{dfff}]");

    private Text() {}

    /** Without what PostgreSQL refuses: NUL and lone surrogates become U+FFFD. */
    public static String clean(String text) {
        return text.chars().anyMatch(Text::isSuspect)
                ? REFUSED.matcher(text).replaceAll("\ufffd")
                : text;
    }

    private static boolean isSuspect(int c) {
        return c == 0 || c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
    }

    /** Clean, and no more than its first 1 000 characters. */
    public static String brief(String text) {
        return clean(text.length() <= LONGEST_BRIEF ? text : text.substring(0, LONGEST_BRIEF));
    }
}
