package io.tributary.simulator.wire;

import java.io.IOException;
import java.time.Duration;

/** The answer was not there, to its last byte, when the time was up. */
public final class WireTimeout extends IOException {

    public WireTimeout(Duration limit) {
        super("timeout of " + limit.toMillis() + "ms exceeded");
    }
}
