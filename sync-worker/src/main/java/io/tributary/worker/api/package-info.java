/** The worker's HTTP API: how the pulls are doing, for holders of a bearer token. */
@NullMarked
package io.tributary.worker.api;

import org.jspecify.annotations.NullMarked;
