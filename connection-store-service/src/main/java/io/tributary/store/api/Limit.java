package io.tributary.store.api;

import io.tributary.http.problem.ApiProblem;

/** How many lines a page may have. */
final class Limit {

    static final int MOST = 1000;
    static final String DEFAULT = "100";

    private Limit() {}

    static int checked(int limit) {
        if (limit < 1 || limit > MOST) {
            throw ApiProblem.parameter("limit", "limit must be 1 to " + MOST);
        }
        return limit;
    }
}
