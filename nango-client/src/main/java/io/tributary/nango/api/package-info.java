/**
 * Nango's HTTP API: connections, connect sessions, the catalogue, and the proxy. Every answer is a
 * value, Nango's refusals included.
 */
@NullMarked
package io.tributary.nango.api;

import org.jspecify.annotations.NullMarked;
