package io.tributary.store.connect;

import io.tributary.http.problem.ApiProblem;

import org.springframework.http.HttpStatus;

/** One sentence for what is not there and for what is another's. */
final class NotThere {

    private NotThere() {}

    static ApiProblem connection() {
        return ApiProblem.of(
                HttpStatus.NOT_FOUND,
                "No connection has this id. It is Tributary's own, as the list gives it, not"
                        + " Nango's.");
    }
}
