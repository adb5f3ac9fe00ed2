/**
 * HTTP/1.1 written as it is told to: header names keep their case, headers their order, and a
 * chunked body may carry a length as well. An ordinary client tidies up exactly what a receiver
 * must be tried with.
 */
@NullMarked
package io.tributary.simulator.wire;

import org.jspecify.annotations.NullMarked;
