package io.tributary.nango.webhook;

import java.util.Arrays;
import java.util.Locale;

/** What an auth webhook is about; its wire name is the lower-case name. */
public enum AuthOperation {
    CREATION,
    OVERRIDE,
    REFRESH,
    /** Sent by Nango from September 2026 on. */
    DELETION,
    /** One that this version does not know. */
    UNKNOWN;

    /**
     * The constant for {@code operation} as it stands in a body; {@link #UNKNOWN} for any other.
     */
    public static AuthOperation of(String wireName) {
        return Arrays.stream(values())
                .filter(known -> known != UNKNOWN && known.wireName().equals(wireName))
                .findFirst()
                .orElse(UNKNOWN);
    }

    /** As it stands in a body. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
