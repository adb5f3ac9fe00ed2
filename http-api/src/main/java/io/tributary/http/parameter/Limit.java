package io.tributary.http.parameter;

import io.tributary.http.problem.ApiProblem;

/** How many lines a page may have. */
public final class Limit {

    public static final int MOST = 1000;

    /** As the text that an annotation takes. */
    public static final String DEFAULT = "100";

    private Limit() {}

    /**
     * @throws ApiProblem unless it is 1 to {@link #MOST}
     */
    public static int checked(int limit) {
        if (limit < 1 || limit > MOST) {
            throw ApiProblem.parameter("limit", "limit must be 1 to " + MOST);
        }
        return limit;
    }
}
