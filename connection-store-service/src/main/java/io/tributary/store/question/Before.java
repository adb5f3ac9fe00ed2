package io.tributary.store.question;

import io.tributary.events.Observation;
import io.tributary.events.Observation.ObservedConnection;
import io.tributary.events.Observation.Via;

import org.jspecify.annotations.Nullable;

/**
 * What must be known before a request goes out.
 *
 * @param read number of the request
 * @param basis the partition's next offset: the answer knows of everything before it
 */
public record Before(long read, long basis) {

    /** The code of an absence that no answer of Nango's stands for, only a list without it. */
    private static final String MISSING = "missing_from_list";

    /** It is on the list. */
    public Observation listed(@Nullable Long walk, ObservedConnection connection) {
        return new Observation.Present(read, basis, Via.LIST, walk, connection);
    }

    /** The whole list is without it. */
    public Observation missing(long walk) {
        return new Observation.Absent(read, basis, Via.LIST, walk, MISSING);
    }

    Observation present(@Nullable Long walk, ObservedConnection connection) {
        return new Observation.Present(read, basis, Via.SINGLE, walk, connection);
    }

    Observation absent(@Nullable Long walk, String code) {
        return new Observation.Absent(read, basis, Via.SINGLE, walk, code);
    }
}
