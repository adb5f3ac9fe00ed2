/**
 * Keys of machines, which an operator makes and revokes. A key opens one call: it is exchanged for
 * a short token, which is all that store and workers take.
 */
@NullMarked
package io.tributary.store.apikey;

import org.jspecify.annotations.NullMarked;
