package io.tributary.store.walk;

import java.util.UUID;

/**
 * The right to walk an environment's list, which one instance has at a time.
 *
 * @param lease proves that it is still ours
 * @param released whether an operator lets this walk count however many are missing
 */
record Turn(String environment, UUID lease, boolean released) {}
