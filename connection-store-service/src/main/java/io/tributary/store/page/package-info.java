/**
 * The page on which end users connect their accounts: its files, what it is told, and what browsers
 * may do with it. It holds nobody's data, so anyone may load it.
 */
@NullMarked
package io.tributary.store.page;

import org.jspecify.annotations.NullMarked;
