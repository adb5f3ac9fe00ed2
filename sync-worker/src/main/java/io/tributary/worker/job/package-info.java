/**
 * How pulls come to run: db-scheduler executes each, and what went wrong is sorted here, in one
 * place.
 */
@NullMarked
package io.tributary.worker.job;

import org.jspecify.annotations.NullMarked;
