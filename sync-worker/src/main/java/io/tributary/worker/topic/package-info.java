/** The topics this worker reads and writes, created or verified before it takes part. */
@NullMarked
package io.tributary.worker.topic;

import org.jspecify.annotations.NullMarked;
