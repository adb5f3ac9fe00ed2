/**
 * The way through a popup: OAuth 2. A page opens a socket and a popup; the popup goes to the
 * provider and comes back; what came of it the socket tells the page, once.
 */
@NullMarked
package io.tributary.simulator.popup;

import org.jspecify.annotations.NullMarked;
