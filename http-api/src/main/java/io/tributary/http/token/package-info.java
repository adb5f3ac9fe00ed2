/** Who is let pass: bearer tokens, of whom they are taken, and what is said to who has none. */
@NullMarked
package io.tributary.http.token;

import org.jspecify.annotations.NullMarked;
