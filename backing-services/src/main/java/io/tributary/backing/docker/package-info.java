/** Kafka and PostgreSQL as Docker containers, through Testcontainers. */
@NullMarked
package io.tributary.backing.docker;

import org.jspecify.annotations.NullMarked;
