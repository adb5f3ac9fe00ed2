/**
 * The durable truth about every pull: its row, its fence, its checkpoint, and the events that tell
 * of it.
 */
@NullMarked
package io.tributary.worker.run;

import org.jspecify.annotations.NullMarked;
