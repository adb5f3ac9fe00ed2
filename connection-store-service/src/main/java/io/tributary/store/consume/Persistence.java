package io.tributary.store.consume;

import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does what must be done before anything else may go on, again and again while the infrastructure
 * is in trouble.
 */
final class Persistence {

    private static final Logger LOGGER = LoggerFactory.getLogger(Persistence.class);

    private final Stopping stopping;
    private final ProcessEnd processEnd;

    Persistence(Stopping stopping, ProcessEnd processEnd) {
        this.stopping = stopping;
        this.processEnd = processEnd;
    }

    /**
     * @param what for the log
     * @throws RuntimeException if it is refused, or the process goes down before it is done: then
     *     nothing may be read
     */
    void untilDone(String what, Runnable step) {
        for (int failures = 1; ; failures++) {
            try {
                step.run();
                return;
            } catch (Refusal e) {
                processEnd.end(String.valueOf(e.getMessage()), e);
                throw e;
            } catch (WakeupException | FencedInstanceIdException e) {
                throw e;
            } catch (RuntimeException e) {
                LOGGER.atWarn()
                        .addKeyValue("step", what)
                        .addKeyValue("failures", failures)
                        .setCause(e)
                        .log("not possible now; trying again");
                if (!stopping.waitAfter(failures)) {
                    throw e;
                }
            }
        }
    }
}
