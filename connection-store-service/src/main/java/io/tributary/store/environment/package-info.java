/** The configured environments of Nango and how to reach each. */
@NullMarked
package io.tributary.store.environment;

import org.jspecify.annotations.NullMarked;
