/**
 * Webhooks of sync runs and asynchronous actions. Nothing is run here; they are told on request.
 */
@NullMarked
package io.tributary.simulator.sync;

import org.jspecify.annotations.NullMarked;
