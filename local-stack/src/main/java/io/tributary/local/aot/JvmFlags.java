package io.tributary.local.aot;

import java.util.List;

/**
 * The flags of each JVM, in one place. Chosen by the processor time of a whole start on two cores;
 * the heap's bound is no part of them, since a cache serves any.
 */
final class JvmFlags {
    /** One thread collects a small heap in less time and memory than several that share it. */
    private static final String SMALL_HEAP = "-XX:+UseSerialGC";

    /** The second compiler costs a start more than it gives to so little work. */
    private static final String FIRST_COMPILER_ONLY = "-XX:TieredStopAtLevel=1";

    private JvmFlags() {}

    static List<String> of(String program) {
        return switch (program) {
            case "kafka", "nango-simulator" -> List.of(SMALL_HEAP, FIRST_COMPILER_ONLY);
            // C2 knows SHA-256, with which signatures are checked; C1 does not. What else runs in
            // production too compiles as it does there.
            case "ingress-service" -> List.of();
            default -> List.of(SMALL_HEAP);
        };
    }
}
