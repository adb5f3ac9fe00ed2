/**
 * What the steps cost that every webhook and every event goes through, and what they allocate, by
 * JMH.
 */
@NullMarked
package io.tributary.benchmarks.micro;

import org.jspecify.annotations.NullMarked;
