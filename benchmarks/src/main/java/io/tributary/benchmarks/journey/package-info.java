/** How long a change takes, from the POST of its webhook to whoever reads the changes. */
@NullMarked
package io.tributary.benchmarks.journey;

import org.jspecify.annotations.NullMarked;
