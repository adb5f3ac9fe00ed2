/**
 * Open questions: when each is due, who asks it, and the way of the answer back into the inbox. A
 * question is never dropped here; only the rules close it.
 */
@NullMarked
package io.tributary.store.question;

import org.jspecify.annotations.NullMarked;
