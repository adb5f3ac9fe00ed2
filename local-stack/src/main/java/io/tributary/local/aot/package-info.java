/**
 * How each JVM of Tributary is started fast: its jar laid out as the JVM reads it best, its flags,
 * and its AOT cache (JEP 483, 514 and 515), which a run of the real thing leaves behind.
 */
@NullMarked
package io.tributary.local.aot;

import org.jspecify.annotations.NullMarked;
