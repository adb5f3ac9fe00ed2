package io.tributary.store.ledger;

/**
 * What the tables say of themselves.
 *
 * @param generation of connections that they do not know yet
 * @param lastRead the last number that a question to Nango was given, 0 before the first
 */
record Origin(int generation, long lastRead) {}
