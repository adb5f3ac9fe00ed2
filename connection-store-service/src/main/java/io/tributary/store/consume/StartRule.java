package io.tributary.store.consume;

import io.tributary.store.ledger.Applied;

import org.jspecify.annotations.Nullable;

/**
 * Where reading a partition starts.
 *
 * @param position the first offset to read
 * @param committed before it, everything was published
 */
record StartRule(long position, long committed) {

    /**
     * @param applied what the tables say, none if nothing of the partition was ever applied
     * @param committed the group's offset, none if there is none
     * @param earliest the first offset of the log
     * @param end one past the last
     * @throws Refusal if inputs are missing
     */
    static StartRule of(
            int partition,
            @Nullable Applied applied,
            @Nullable Long committed,
            long earliest,
            long end) {
        if (applied == null) {
            if (committed != null && earliest > 0) {
                throw new Refusal(
                        "nothing of nango.inbox-%d is applied, but inputs were published from it up"
                                        .formatted(partition)
                                + " to offset %d, and it starts at offset %d: what came before is"
                                        .formatted(committed, earliest)
                                + " missing, connections that only it told of would be forgotten."
                                + " Restore a backup of the database, or derive the tables from"
                                + " what was published: "
                                + Refusal.REBUILD);
            }
            // Empty tables: all that is there is applied; what was published before stays so.
            return new StartRule(earliest, committed == null ? earliest : committed);
        }
        if (earliest > applied.next()) {
            throw new Refusal(
                    "nango.inbox-%d starts at offset %d, but the tables are applied only up to %d:"
                                    .formatted(partition, earliest, applied.next())
                            + " the inputs %d to %d are missing. Restore a newer backup of the"
                                    .formatted(applied.next(), earliest - 1)
                            + " database, or derive the tables from what was published: "
                            + Refusal.REBUILD);
        }
        if (end < applied.next()) {
            throw new Refusal(
                    "nango.inbox-%d ends at offset %d, but the tables are applied up to %d: the"
                                    .formatted(partition, end, applied.next())
                            + " topic lost inputs, and new ones would be taken for old ones."
                            + " Restore the topic, or derive the tables from what was published: "
                            + Refusal.REBUILD);
        }
        return committed == null
                ? new StartRule(Math.max(earliest, applied.published()), applied.published())
                : new StartRule(Math.max(earliest, Math.min(committed, applied.next())), committed);
    }
}
