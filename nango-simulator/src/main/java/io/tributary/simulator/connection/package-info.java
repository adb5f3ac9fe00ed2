/**
 * Connections and what befalls them: imported, re-authorised, broken, repaired, deleted; the
 * webhooks that tell of it, and the API that lists and shows them.
 */
@NullMarked
package io.tributary.simulator.connection;

import org.jspecify.annotations.NullMarked;
