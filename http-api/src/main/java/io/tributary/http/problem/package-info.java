/**
 * How a call is refused: problem details (RFC 9457) that say what is wrong and what would be right.
 */
@NullMarked
package io.tributary.http.problem;

import org.jspecify.annotations.NullMarked;
