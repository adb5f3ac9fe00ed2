/**
 * Nango's HTTP API: connections and the proxy. Every answer is a value, Nango's refusals included.
 */
@NullMarked
package io.tributary.nango.api;

import org.jspecify.annotations.NullMarked;
