/**
 * The connection store against a plain JDBC batch upsert of the same rows: three stores take in a
 * mixed history while a slow consumer group reads what they publish.
 */
@NullMarked
package io.tributary.benchmarks.store;

import org.jspecify.annotations.NullMarked;
