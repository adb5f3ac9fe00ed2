/**
 * Listens to what happens to connections and turns it into runs that start, pause, resume and end.
 */
@NullMarked
package io.tributary.worker.trigger;

import org.jspecify.annotations.NullMarked;
