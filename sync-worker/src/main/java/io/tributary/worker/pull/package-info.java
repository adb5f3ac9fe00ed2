/** One pull as it flows: next page, its records, published, checkpointed, until done. */
@NullMarked
package io.tributary.worker.pull;

import org.jspecify.annotations.NullMarked;
