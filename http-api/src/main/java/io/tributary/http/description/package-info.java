/** What {@code /v3/api-docs} says of every call alike: errors, tokens, what may be null. */
@NullMarked
package io.tributary.http.description;

import org.jspecify.annotations.NullMarked;
