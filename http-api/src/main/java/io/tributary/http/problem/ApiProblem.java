package io.tributary.http.problem;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

import java.time.Duration;

/** Refuses a call, and says what is wrong with it and what would be right. */
public final class ApiProblem extends ErrorResponseException {

    private static final long serialVersionUID = 1L;

    private ApiProblem(HttpStatus status, String detail, @Nullable Throwable cause) {
        super(status, ProblemDetail.forStatusAndDetail(status, detail), cause);
    }

    /**
     * @param detail for people: what is wrong and what would be right
     */
    public static ApiProblem of(HttpStatus status, String detail) {
        return new ApiProblem(status, detail, null);
    }

    /**
     * A parameter or member that is wrong: 400.
     *
     * @param name of the parameter, told apart for programs
     * @param detail says what it must be
     */
    public static ApiProblem parameter(String name, String detail) {
        return parameter(name, detail, null);
    }

    /** The same with what found it wrong; the caller is not told of that. */
    public static ApiProblem parameter(String name, String detail, @Nullable Throwable cause) {
        ApiProblem problem = new ApiProblem(HttpStatus.BAD_REQUEST, detail, cause);
        problem.getBody().setProperty("parameter", name);
        return problem;
    }

    /** The same with a code, by which programs tell it from others of its status. */
    public ApiProblem coded(String code) {
        getBody().setProperty("code", code);
        return this;
    }

    /**
     * The same with the time after which the call may be repeated, in whole seconds, rounded up.
     */
    public ApiProblem retryAfter(Duration wait) {
        long seconds = Math.max(1, wait.plusNanos(999_999_999).toSeconds());
        getHeaders().set(HttpHeaders.RETRY_AFTER, Long.toString(seconds));
        return this;
    }
}
