/** What the person at the terminal reads. */
@NullMarked
package io.tributary.local.report;

import org.jspecify.annotations.NullMarked;
