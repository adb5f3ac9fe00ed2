/**
 * The way of one request: a page posts an API key, a name and a password, or nothing at all, and
 * the answer says whether it is connected.
 */
@NullMarked
package io.tributary.simulator.credential;

import org.jspecify.annotations.NullMarked;
