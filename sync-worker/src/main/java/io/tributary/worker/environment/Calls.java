package io.tributary.worker.environment;

import java.time.Duration;

/** Where calls to one environment's Nango are paid for. */
interface Calls {

    /**
     * @param calls how many may go out now; none if it is zero
     * @param untilNext until there will be one, if there is none
     */
    record Grant(long calls, Duration untilNext) {}

    /** Pays for a few calls. */
    Grant take();

    /** Nobody calls for so long. */
    void pause(Duration wait);
}
