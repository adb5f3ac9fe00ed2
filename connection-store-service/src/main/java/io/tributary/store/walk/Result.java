package io.tributary.store.walk;

import org.jspecify.annotations.Nullable;

/**
 * What came of a walk.
 *
 * @param reason why it is not complete, and what to do
 */
record Result(Outcome outcome, @Nullable String reason, Tally tally) {}
