/**
 * The Nangos that this worker pulls through, one per environment, and how much of their budget it
 * takes.
 */
@NullMarked
package io.tributary.worker.environment;

import org.jspecify.annotations.NullMarked;
