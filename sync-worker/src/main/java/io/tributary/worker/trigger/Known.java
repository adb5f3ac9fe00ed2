package io.tributary.worker.trigger;

import io.tributary.events.ConnectionStatus;

/**
 * A connection as the last change told it that was acted upon.
 *
 * @param nangoId another number under the same key is another connection
 */
record Known(long nangoId, ConnectionStatus status) {}
