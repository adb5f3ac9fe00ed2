/** What to pull: the operator's definitions, refused at start where they cannot work. */
@NullMarked
package io.tributary.worker.definition;

import org.jspecify.annotations.NullMarked;
