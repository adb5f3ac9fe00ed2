package io.tributary.store.question;

import java.util.Set;

/**
 * The partitions whose questions this instance asks: those that it consumes and has read to their
 * end. Earlier, the answer may stand in the inbox already.
 */
public interface CaughtUp {
    Set<Integer> partitions();
}
