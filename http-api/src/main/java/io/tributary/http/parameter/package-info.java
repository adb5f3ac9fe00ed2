/** What a call may bring beside its path: parameters that it knows, pages and how long they are. */
@NullMarked
package io.tributary.http.parameter;

import org.jspecify.annotations.NullMarked;
