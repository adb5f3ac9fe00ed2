/**
 * What is measured of pulls, by integration and model as the definitions name them; nothing here
 * names a connection. All names begin with {@code tributary.worker.}; Prometheus has underscores
 * for dots and {@code _total} after counters.
 *
 * <table>
 * <caption>Metrics of pulls</caption>
 * <tr><th>name</th><th>type</th><th>further label</th><th>meaning</th></tr>
 * <tr><td>calls</td><td>counter</td><td></td><td>calls to Nango's proxy, those of dry runs included;
 * model (proposed) is any that is not configured</td></tr>
 * <tr><td>pages, records</td><td>counter</td><td></td><td>published, those that came again after a
 * take-over included</td></tr>
 * <tr><td>completed</td><td>counter</td><td></td><td>runs completed</td></tr>
 * <tr><td>failures</td><td>counter</td><td>reason</td><td>runs that cannot go on without an
 * operator</td></tr>
 * <tr><td>waits</td><td>timer</td><td>reason</td><td>how often a run was put off, and for how
 * long</td></tr>
 * <tr><td>syncs</td><td>gauge</td><td>status</td><td>syncs of connections that are not deleted, by
 * the status of the latest run</td></tr>
 * <tr><td>freshness.oldest</td><td>gauge, seconds</td><td></td><td>of the syncs of active
 * connections that a definition pulls now, the time since the one that is longest without a completed run had its last one; its
 * first run was made, if it never had one</td></tr>
 * <tr><td>freshness.overdue</td><td>gauge</td><td></td><td>of them, how many are so for longer than
 * {@code tributary.worker.freshness.overdue-after}; absent while that is 0, as by default</td></tr>
 * </table>
 *
 * Counters are of this process. Gauges come from the database every 10 s, are the same on every
 * worker, and absent while it does not answer.
 */
@NullMarked
package io.tributary.worker.metrics;

import org.jspecify.annotations.NullMarked;
