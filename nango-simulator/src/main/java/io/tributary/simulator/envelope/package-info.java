/** Errors as Nango's API writes them: {@code {"error":{"code":...,"message":...}}}. */
@NullMarked
package io.tributary.simulator.envelope;

import org.jspecify.annotations.NullMarked;
