package io.tributary.events;

import java.time.Duration;
import java.util.regex.Pattern;

/**
 * Every topic of Tributary, declared once. All are partitioned alike, so that a connection has one
 * partition number everywhere.
 */
public final class Topics {

    private static final int MIB = 1024 * 1024;

    /** The largest webhook body kept as it is on {@link #DELIVERIES}, in bytes. */
    public static final int LARGEST_DELIVERY = 10 * MIB;

    /** The largest record on {@link #INBOX}, in bytes, headers and batch overhead included. */
    public static final int LARGEST_INBOX_RECORD = MIB;

    /** What Nango said about connections, and what it answered when asked. */
    public static final Topic INBOX =
            received("nango.inbox", Duration.ofDays(90), LARGEST_INBOX_RECORD);

    /** Everything else that Nango delivered. Its records are a body with headers around it. */
    public static final Topic DELIVERIES =
            received("nango.deliveries", Duration.ofDays(30), LARGEST_DELIVERY + MIB);

    public static final Topic CONNECTIONS = Topic.keptFor("nango.connections", Duration.ofDays(90));

    public static final Topic CONNECTIONS_STATE = Topic.compacted("nango.connections.state");

    public static final Topic SYNC_RUNS = Topic.keptFor("nango.sync-runs", Duration.ofDays(30));

    private static final Pattern MODEL = Pattern.compile("[A-Za-z0-9_-]{1,100}");

    private Topics() {}

    /**
     * The records of one model of all connections.
     *
     * @throws IllegalArgumentException if the model's name is not 1 to 100 letters, digits, {@code
     *     _} or {@code -}
     */
    public static Topic records(String model) {
        if (!MODEL.matcher(model).matches()) {
            throw new IllegalArgumentException(
                    "a model's name is 1 to 100 letters, digits, '_' or '-', got '" + model + "'");
        }
        return Topic.compacted("nango.records." + model)
                .with("max.message.bytes", Integer.toString(LARGEST_DELIVERY + MIB));
    }

    /**
     * Where the consumer of a topic puts what it cannot handle: the same bytes, with the reason in
     * headers.
     */
    public static Topic parked(Topic original) {
        Topic parked = Topic.keptFor(original.name() + ".parked", Duration.ofDays(90));
        String largest = original.policy().get("max.message.bytes");
        // The reason's headers come on top of what just fitted.
        return largest == null
                ? parked
                : parked.with(
                        "max.message.bytes", Integer.toString(Integer.parseInt(largest) + MIB));
    }

    private static Topic received(String name, Duration retention, int largest) {
        // The broker's clock: a wrong clock of an ingress must neither delete segments nor confuse
        // a replay by time.
        return Topic.keptFor(name, retention)
                .with("message.timestamp.type", "LogAppendTime")
                .with("max.message.bytes", Integer.toString(largest));
    }
}
