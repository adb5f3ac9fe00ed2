/**
 * The worker against the plainest code that fetches the same pages: one connection's records, from
 * the proxy to the acknowledged topic and the checkpoint of each page.
 */
@NullMarked
package io.tributary.benchmarks.worker;

import org.jspecify.annotations.NullMarked;
