/**
 * The built-in provider's OAuth 2 server: it asks the user for consent, gives the app a code, and
 * for the code a token. No part of Nango.
 */
@NullMarked
package io.tributary.simulator.consent;

import org.jspecify.annotations.NullMarked;
