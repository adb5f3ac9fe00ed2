/**
 * Real Kafka and real PostgreSQL for local runs and integration tests: what they can do ({@link
 * io.tributary.backing.Kafka}, {@link io.tributary.backing.Postgres}) and which leg provides them
 * ({@link io.tributary.backing.BackingServices}).
 */
@NullMarked
package io.tributary.backing;

import org.jspecify.annotations.NullMarked;
