package io.tributary.worker.api;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/** Refuses a call, and says what is wrong with it and what would be right. */
final class ApiProblem extends ErrorResponseException {

    private static final long serialVersionUID = 1L;

    private ApiProblem(HttpStatus status, String detail, @Nullable Throwable cause) {
        super(status, ProblemDetail.forStatusAndDetail(status, detail), cause);
    }

    static ApiProblem of(HttpStatus status, String detail) {
        return new ApiProblem(status, detail, null);
    }

    /**
     * @param name of the parameter, told apart for programs
     * @param detail says what it must be
     */
    static ApiProblem parameter(String name, String detail) {
        return parameter(name, detail, null);
    }

    static ApiProblem parameter(String name, String detail, @Nullable Throwable cause) {
        ApiProblem problem = new ApiProblem(HttpStatus.BAD_REQUEST, detail, cause);
        problem.getBody().setProperty("parameter", name);
        return problem;
    }
}
