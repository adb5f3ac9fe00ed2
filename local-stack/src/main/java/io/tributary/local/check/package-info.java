/** What must hold before anything is started; whatever does not is named with the way out. */
@NullMarked
package io.tributary.local.check;

import org.jspecify.annotations.NullMarked;
