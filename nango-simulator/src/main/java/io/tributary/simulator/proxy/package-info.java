/**
 * The proxy: a connection's credential is put on a call to the provider, and of the answer only
 * what a real server was seen to pass on comes back.
 */
@NullMarked
package io.tributary.simulator.proxy;

import org.jspecify.annotations.NullMarked;
