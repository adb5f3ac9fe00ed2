/**
 * Who makes a call: what its token allows, and which end user of the product it speaks for. Whoever
 * may not see everything sees what is their own, and nothing tells them that there is more.
 */
@NullMarked
package io.tributary.store.caller;

import org.jspecify.annotations.NullMarked;
