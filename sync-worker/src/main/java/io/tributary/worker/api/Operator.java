package io.tributary.worker.api;

import org.springframework.security.core.Authentication;

/** Who ordered something. */
final class Operator {

    private static final int LONGEST = 255;

    private Operator() {}

    /** The token's subject, as a column and a log line can have it. */
    static String of(Authentication caller) {
        String subject = caller.getName().replaceAll("\\p{Cntrl}", "\ufffd");
        return subject.substring(0, Math.min(subject.length(), LONGEST));
    }
}
