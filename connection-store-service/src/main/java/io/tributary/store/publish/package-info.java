/** Tells everyone: changes, the latest state, and what was put aside, in one Kafka transaction. */
@NullMarked
package io.tributary.store.publish;

import org.jspecify.annotations.NullMarked;
