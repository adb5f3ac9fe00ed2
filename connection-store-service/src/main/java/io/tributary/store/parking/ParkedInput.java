package io.tributary.store.parking;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * An input that was put aside.
 *
 * @param place where it was on the inbox
 * @param received the record's timestamp
 * @param key the record's key as text, cleaned and cut short; none if it had none
 * @param environment of the key, where it is a connection's
 * @param size of its value, in bytes
 * @param redrives how often its lineage was redriven before it was parked here
 * @param redrivenFrom {@code topic/partition/offset} of the parked input that it is a redrive of
 * @param copyOffset where it is on the parked topic, on the partition of the same number; none
 *     while it was not found there
 * @param redriven none while it was not
 */
public record ParkedInput(
        Place place,
        Instant received,
        @Nullable String key,
        @Nullable String environment,
        @Nullable String ceType,
        String reason,
        String detail,
        int redrives,
        int size,
        @Nullable String redrivenFrom,
        @Nullable Long copyOffset,
        @Nullable Redriven redriven) {

    /** A position on the inbox. */
    public record Place(int partition, long offset) {}

    /**
     * That it was redriven, which happens once.
     *
     * @param by subject of the token
     * @param to where it is on the inbox now
     */
    public record Redriven(Instant at, String by, Place to) {}
}
