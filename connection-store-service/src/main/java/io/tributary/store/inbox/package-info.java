/** What stands on {@code nango.inbox}, read: an input of the rules, or a reason why not. */
@NullMarked
package io.tributary.store.inbox;

import org.jspecify.annotations.NullMarked;
