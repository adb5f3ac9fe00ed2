package io.tributary.store.consume;

import org.jspecify.annotations.Nullable;

/**
 * Ends the process, because going on would lose or repeat something. Called once the reason is
 * known; returns at once.
 */
public interface ProcessEnd {

    /**
     * @param why for the operator
     * @param cause if there is one
     */
    void end(String why, @Nullable Throwable cause);
}
