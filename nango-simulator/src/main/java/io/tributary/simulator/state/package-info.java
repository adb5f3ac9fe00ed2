/**
 * What survives a restart: one JSON file, replaced atomically, or nothing when none is configured.
 */
@NullMarked
package io.tributary.simulator.state;

import org.jspecify.annotations.NullMarked;
