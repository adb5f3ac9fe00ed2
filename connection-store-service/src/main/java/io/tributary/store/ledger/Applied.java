package io.tributary.store.ledger;

/**
 * How far one partition is.
 *
 * @param next the first offset not yet applied
 * @param published the first offset not surely published
 */
public record Applied(long next, long published) {}
