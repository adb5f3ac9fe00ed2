package io.tributary.store.parking;

import org.jspecify.annotations.Nullable;

/** What a redrive of an input can be expected to bring, by the reason why it was parked. */
public final class Prospect {

    private static final String CONTENT =
            "A redrive changes nothing of the record: it is parked again, unless this service has"
                    + " learned to read it since.";

    private Prospect() {}

    /** None where it depends on what was done about the cause. */
    public static @Nullable String of(String reason) {
        return switch (reason) {
            case "no-key" ->
                    "A redrive gives no key to what has none: it is parked again, on the same"
                            + " partition.";
            case "not-a-connection-key" -> "A redrive keeps the key: it is parked again.";
            case "wrong-partition" ->
                    "A redrive goes to the partition of the key, which is another one than where"
                            + " it was: it is handled there. Without a right partitioner, whoever"
                            + " wrote it will write the next one wrong, too.";
            case "malformed", "no-value", "other-connection" -> CONTENT;
            default -> null;
        };
    }
}
