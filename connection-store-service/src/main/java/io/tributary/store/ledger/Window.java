package io.tributary.store.ledger;

/**
 * How the consumer came to the batch of one partition.
 *
 * @param from where its reading stood before the batch: all before is surely published
 * @param committed the group's committed offset when it started; before it all is published
 */
public record Window(long from, long committed) {}
