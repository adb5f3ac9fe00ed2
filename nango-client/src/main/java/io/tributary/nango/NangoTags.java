package io.tributary.nango;

import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The rules of Nango's tags (its server's validation, August 2026). Nango keeps keys in lower case
 * and values as they are.
 */
public final class NangoTags {

    /** The most tags of a connection. */
    public static final int MOST = 10;

    /** The most characters of a key. */
    public static final int MAX_KEY = 64;

    /** The most characters of a value; an empty one is refused too. */
    public static final int MAX_VALUE = 255;

    private static final Pattern KEY = Pattern.compile("[a-zA-Z][a-zA-Z0-9_\\-./]*");
    private static final Pattern EMAIL = Pattern.compile("[^@\\s]+@[^@\\s]+");
    private static final String EMAIL_KEY = "end_user_email";

    private NangoTags() {}

    /**
     * Whether Nango takes these tags.
     *
     * @throws IllegalArgumentException names the rule that is broken and the key, never a value
     */
    public static void check(Map<String, String> tags) {
        require(tags.size() <= MOST, "a connection has at most " + MOST + " tags");
        Set<String> lower = new HashSet<>();
        tags.forEach(
                (key, value) -> {
                    require(
                            isKey(key),
                            "a tag's key must be a letter, then letters, digits or _-./, "
                                    + MAX_KEY
                                    + " characters at most");
                    require(
                            lower.add(key.toLowerCase(Locale.ROOT)),
                            "two tags have the same key in lower case: " + key);
                    require(
                            isValue(value),
                            "a tag's value must have 1 to " + MAX_VALUE + " characters: " + key);
                    require(
                            !key.equalsIgnoreCase(EMAIL_KEY) || isEmail(value),
                            EMAIL_KEY + " must be an e-mail address");
                });
    }

    /** Whether Nango takes this as a tag's key. */
    public static boolean isKey(String text) {
        return text.length() <= MAX_KEY && KEY.matcher(text).matches();
    }

    /** Whether Nango takes this as a tag's value, that of an e-mail address apart. */
    public static boolean isValue(String text) {
        return !text.isEmpty() && text.length() <= MAX_VALUE;
    }

    /**
     * Whether this has the form of an e-mail address, which {@code end_user_email} must have.
     * Nango's own check may be stricter.
     */
    public static boolean isEmail(String text) {
        return EMAIL.matcher(text).matches();
    }

    private static void require(boolean holds, String rule) {
        if (!holds) {
            throw new IllegalArgumentException(rule);
        }
    }
}
