/** When a service that is starting may be used: asked of the service itself, as a client would. */
@NullMarked
package io.tributary.backing.ready;

import org.jspecify.annotations.NullMarked;
