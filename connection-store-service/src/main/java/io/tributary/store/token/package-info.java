/**
 * The short tokens that the store signs for machines, and that it and the workers take beside those
 * of the configured issuer. No service asks another for its keys: the public half is configured.
 */
@NullMarked
package io.tributary.store.token;

import org.jspecify.annotations.NullMarked;
