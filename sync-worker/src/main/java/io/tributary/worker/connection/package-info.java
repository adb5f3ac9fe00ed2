/** What this worker remembers of each connection: the last change that was acted upon. */
@NullMarked
package io.tributary.worker.connection;

import org.jspecify.annotations.NullMarked;
