/** Pulls data for live connections through the proxy of Nango and publishes it. */
@NullMarked
package io.tributary.worker;

import org.jspecify.annotations.NullMarked;
