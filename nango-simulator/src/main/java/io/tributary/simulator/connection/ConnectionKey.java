package io.tributary.simulator.connection;

import java.util.regex.Pattern;

/** What a connection is found by: its id alone is not unique. */
public record ConnectionKey(String environment, String integration, String connectionId) {

    private static final Pattern GRAMMAR =
            Pattern.compile("[a-zA-Z0-9,.;:=+~\\[\\]|@${}\"'\\\\/_ -]{1,255}");

    public ConnectionKey {
        if (!isValidId(connectionId)) {
            throw new IllegalArgumentException(
                    "a connection id has 1 to 255 of a-z A-Z 0-9 ,.;:=+~[]|@${}\"'\\/_ - and"
                            + " space");
        }
    }

    /** Whether there can be a connection of this id. */
    public static boolean isValidId(String connectionId) {
        return GRAMMAR.matcher(connectionId).matches();
    }
}
