package io.tributary.store.api;

import io.tributary.http.problem.ApiProblem;
import io.tributary.store.parking.ParkedFilter;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/** The filter's rule about times, as an answer. */
final class ParkedTimes {

    private ParkedTimes() {}

    /**
     * @throws ApiProblem naming the time that nothing can have been received at
     */
    static void check(@Nullable Instant from, @Nullable Instant to) {
        check("from", from);
        check("to", to);
    }

    private static void check(String name, @Nullable Instant at) {
        if (at != null && !ParkedFilter.isPossible(at)) {
            throw ApiProblem.parameter(name, name + " must be of the years 0 to 9999");
        }
    }
}
