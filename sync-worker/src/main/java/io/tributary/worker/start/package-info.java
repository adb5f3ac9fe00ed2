/** What must be there before anything is consumed or pulled, and the patience to wait for it. */
@NullMarked
package io.tributary.worker.start;

import org.jspecify.annotations.NullMarked;
