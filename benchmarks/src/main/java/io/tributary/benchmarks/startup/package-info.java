/** How long it takes until everything is ready, and what memory it takes under load. */
@NullMarked
package io.tributary.benchmarks.startup;

import org.jspecify.annotations.NullMarked;
