/**
 * Turns an HTTP delivery of Nango into a durable, verified record on Kafka, and nothing else:
 * {@code http} takes the bytes whatever a stranger put around them, {@code intake} verifies and
 * sorts them, {@code durable} keeps them. No database, no other service.
 */
@NullMarked
package io.tributary.ingress;

import org.jspecify.annotations.NullMarked;
