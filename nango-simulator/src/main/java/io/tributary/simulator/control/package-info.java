/**
 * The levers, under {@code /_control}: no part of Nango. What an end user, a provider or a network
 * would do is done here.
 */
@NullMarked
package io.tributary.simulator.control;

import org.jspecify.annotations.NullMarked;
