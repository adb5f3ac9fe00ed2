package io.tributary.store.question;

import java.time.Instant;
import java.util.Map;

/**
 * What is known before a request about many connections goes out.
 *
 * @param read number of the request
 * @param at when, by the database's clock
 * @param bases each partition's next offset
 */
public record Beginning(long read, Instant at, Map<Integer, Long> bases) {

    public Beginning {
        bases = Map.copyOf(bases);
    }

    /** The offset that the answer knows everything before; of a partition never applied, none. */
    public long basis(int partition) {
        return bases.getOrDefault(partition, 0L);
    }

    /** The same for the answer about one of them. */
    public Before of(int partition) {
        return new Before(read, basis(partition));
    }
}
