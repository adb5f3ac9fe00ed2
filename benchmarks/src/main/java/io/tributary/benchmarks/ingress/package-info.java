/**
 * What the ingress takes in and acknowledges, against a handler on the same server that does
 * nothing.
 */
@NullMarked
package io.tributary.benchmarks.ingress;

import org.jspecify.annotations.NullMarked;
