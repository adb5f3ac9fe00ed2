/**
 * How fast Tributary is, as ratios to the plainest thing that does the same work, taken in one run:
 * rounds of both alternate, and the median of the ratios counts.
 */
@NullMarked
package io.tributary.benchmarks;

import org.jspecify.annotations.NullMarked;
