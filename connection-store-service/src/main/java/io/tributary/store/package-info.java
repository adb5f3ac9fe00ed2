/** Decides what is true of a connection, records it, tells everyone. Here is only the start. */
@NullMarked
package io.tributary.store;

import org.jspecify.annotations.NullMarked;
