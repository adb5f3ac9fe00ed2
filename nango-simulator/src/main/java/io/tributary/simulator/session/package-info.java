/**
 * Connect sessions: who may connect what, for how long, and what the connections will be tagged
 * with. An app makes them with its key; the browser that holds a session's token acts on it.
 */
@NullMarked
package io.tributary.simulator.session;

import org.jspecify.annotations.NullMarked;
