/**
 * The way of a batch from the inbox through the ledger to the topics: where reading starts, what a
 * failure means, and when the process has to end.
 */
@NullMarked
package io.tributary.store.consume;

import org.jspecify.annotations.NullMarked;
