package io.tributary.simulator.connection;

import io.tributary.simulator.connection.EndUser.Organization;

import org.jspecify.annotations.Nullable;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The rules of tags: keys are lower-cased, the end user becomes tags too, and ten are enough. */
public final class Tags {

    private static final Pattern KEY = Pattern.compile("[a-zA-Z][a-zA-Z0-9_\\-./]{0,63}");
    private static final Pattern EMAIL = Pattern.compile("[^@\\s]+@[^@\\s]+");
    private static final int MOST = 10;

    private Tags() {}

    /**
     * Explicit tags win over those of the end user. {@code IllegalArgumentException} names a rule.
     */
    public static Map<String, String> of(
            @Nullable Map<String, String> explicit, @Nullable EndUser user) {
        Map<String, String> tags = new TreeMap<>();
        if (explicit != null) {
            explicit.forEach((key, value) -> add(tags, key, value));
        }
        if (user != null) {
            flatten(user, tags);
        }
        if (tags.size() > MOST) {
            throw new IllegalArgumentException("a connection has at most 10 tags");
        }
        return tags;
    }

    private static void add(Map<String, String> tags, String key, String value) {
        if (!KEY.matcher(key).matches()) {
            throw new IllegalArgumentException(
                    "a tag's key begins with a letter, has up to 64 letters, digits and _-./ : "
                            + key);
        }
        if (value.isEmpty() || value.length() > 255) {
            throw new IllegalArgumentException("a tag's value has 1 to 255 characters: " + key);
        }
        String lower = key.toLowerCase(Locale.ROOT);
        if (lower.equals("end_user_email") && !EMAIL.matcher(value).matches()) {
            throw new IllegalArgumentException("end_user_email is an e-mail address");
        }
        if (tags.put(lower, value) != null) {
            throw new IllegalArgumentException(
                    "two tags have the same key in lower case: " + lower);
        }
    }

    private static void flatten(EndUser user, Map<String, String> tags) {
        putIfGiven(tags, "end_user_id", user.id());
        putIfGiven(tags, "end_user_email", user.email());
        putIfGiven(tags, "end_user_display_name", user.displayName());
        Organization organization = user.organization();
        if (organization != null) {
            putIfGiven(tags, "organization_id", organization.id());
            putIfGiven(tags, "organization_display_name", organization.displayName());
        }
        if (user.tags() != null) {
            user.tags()
                    .forEach((key, value) -> putIfGiven(tags, key.toLowerCase(Locale.ROOT), value));
        }
    }

    private static void putIfGiven(Map<String, String> tags, String key, @Nullable String value) {
        if (value != null) {
            tags.putIfAbsent(key, value);
        }
    }
}
