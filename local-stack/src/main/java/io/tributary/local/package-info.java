/**
 * What {@code ./start} runs: everything on this machine, as processes of their own, until Ctrl-C.
 * The flow is {@link io.tributary.local.LocalStack}.
 */
@NullMarked
package io.tributary.local;

import org.jspecify.annotations.NullMarked;
