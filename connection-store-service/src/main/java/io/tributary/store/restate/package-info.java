/**
 * Differences that an operator's rebuild left between the tables and what was published: each is
 * put into the inbox as an input, so that it is told like any change, and again in every replay.
 */
@NullMarked
package io.tributary.store.restate;

import org.jspecify.annotations.NullMarked;
