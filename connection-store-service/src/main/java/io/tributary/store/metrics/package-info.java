/**
 * What is measured of a batch's way. All names begin with {@code tributary.store.}; Prometheus has
 * underscores for dots and {@code _total} after counters.
 *
 * <table>
 * <caption>Metrics of applying and parking; questions and walks have theirs in package walk.</caption>
 * <tr><th>name</th><th>type</th><th>labels</th><th>meaning</th></tr>
 * <tr><td>inputs</td><td>counter</td><td>kind</td><td>inputs that this instance applied, each once
 * however often it came</td></tr>
 * <tr><td>changes</td><td>counter</td><td>kind</td><td>changes that followed from them</td></tr>
 * <tr><td>parked</td><td>counter</td><td>reason</td><td>of them, those put aside</td></tr>
 * <tr><td>batch</td><td>timer</td><td></td><td>a batch from reading to sending, when it succeeded;
 * Kafka's commit comes after</td></tr>
 * <tr><td>batch.size</td><td>summary</td><td></td><td>records of such a batch, those that came again
 * included</td></tr>
 * <tr><td>failures</td><td>counter</td><td>step</td><td>batches that came to nothing at: record (the
 * database), publish (Kafka's producer), commit (Kafka's transaction); each comes again</td></tr>
 * <tr><td>waits</td><td>timer</td><td></td><td>waiting after such a failure</td></tr>
 * <tr><td>lag</td><td>gauge</td><td>partition</td><td>inputs not yet applied of the partitions that
 * this instance consumes: end of the log less the next to come; every 10 s, absent while Kafka does
 * not answer</td></tr>
 * <tr><td>parked.open</td><td>gauge</td><td></td><td>inputs received in the last 90 days that are
 * parked and were not redriven; the same on every instance, asked of the database at most every 10
 * s, NaN while it does not answer</td></tr>
 * </table>
 *
 * Counters are of this process. What a transaction applied whose commit was not heard of is not
 * counted.
 */
@NullMarked
package io.tributary.store.metrics;

import org.jspecify.annotations.NullMarked;
