/**
 * Webhooks of third parties on their way to the app: attributed to a connection and wrapped, or
 * passed on bare, but signed all the same.
 */
@NullMarked
package io.tributary.simulator.forward;

import org.jspecify.annotations.NullMarked;
