package io.tributary.store.ledger;

import java.util.regex.Pattern;

/** Text for columns that people read and filter by. */
public final class Text {

    /** By code points: a surrogate that is matched alone has no other half. */
    private static final Pattern REFUSED = Pattern.compile("[\\x00\\x{d800}-\\x{dfff}]");

    private Text() {}

    /** Without what PostgreSQL refuses: NUL and lone surrogates become U+FFFD. */
    public static String clean(String text) {
        return REFUSED.matcher(text).replaceAll("\ufffd");
    }
}
