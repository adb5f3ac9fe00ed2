/**
 * Posts deliveries, as a real Nango would write them, over many connections: as fast as they are
 * answered, or at a rate that waits for nobody.
 */
@NullMarked
package io.tributary.benchmarks.load;

import org.jspecify.annotations.NullMarked;
