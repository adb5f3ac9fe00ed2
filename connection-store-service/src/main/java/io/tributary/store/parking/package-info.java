/**
 * Inputs that were put aside, for operators: which, why, their bytes, and how they are put at the
 * end of their topic again. The inbox' alone; another topic's would have tables of its own.
 */
@NullMarked
package io.tributary.store.parking;

import org.jspecify.annotations.NullMarked;
