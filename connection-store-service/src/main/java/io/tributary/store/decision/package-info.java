/**
 * What is true of a connection: one pure function from what is known and an input to what is known
 * then, what changed and what to ask. It uses nothing but its arguments: no clock, no random, no
 * call; it cannot throw.
 */
@NullMarked
package io.tributary.store.decision;

import org.jspecify.annotations.NullMarked;
