/**
 * The published contract: what Tributary writes to topics, as types and as bytes. Nothing but Java
 * and Jackson may enter, so that any consumer can depend on it.
 */
@NullMarked
package io.tributary.events;

import org.jspecify.annotations.NullMarked;
