/**
 * Runs inside the ingress' own process image: its jar, its server, its settings, and one handler of
 * its own.
 */
@NullMarked
package io.tributary.benchmarks.noop;

import org.jspecify.annotations.NullMarked;
