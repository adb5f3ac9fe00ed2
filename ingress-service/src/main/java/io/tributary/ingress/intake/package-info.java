/**
 * The way of one delivery, from its bytes to its answer: authenticate, look at the kind without
 * touching the bytes, keep, answer. Knows neither HTTP nor Kafka.
 */
@NullMarked
package io.tributary.ingress.intake;

import org.jspecify.annotations.NullMarked;
