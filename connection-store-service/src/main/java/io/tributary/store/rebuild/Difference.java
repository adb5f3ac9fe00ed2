package io.tributary.store.rebuild;

import java.util.List;

/**
 * What the comparison of one table found.
 *
 * @param live what the stores have
 * @param rebuilt what was derived
 * @param onlyLive rows that were not derived
 * @param onlyRebuilt rows that the stores do not have
 * @param different rows with the same key and other columns
 * @param first some of them, in words
 */
record Difference(
        String table,
        Content live,
        Content rebuilt,
        long onlyLive,
        long onlyRebuilt,
        long different,
        List<String> first) {

    /**
     * @param rows how many
     * @param hash of all rows, whatever their order: equal rows, equal hash
     */
    record Content(long rows, String hash) {}

    boolean isNone() {
        return onlyLive + onlyRebuilt + different == 0;
    }
}
