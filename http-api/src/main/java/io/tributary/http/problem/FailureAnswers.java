package io.tributary.http.problem;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

import tools.jackson.databind.exc.PropertyBindingException;

/**
 * What a service's one place for failures extends: the answers that are the same whatever a service
 * stands on. Which failures mean that a server of its own is away, each service says.
 */
public abstract class FailureAnswers extends ResponseEntityExceptionHandler {

    private static final String RETRY_SECONDS = "5";

    /** Of the service, which is whose failure it is. */
    private final Logger log = LoggerFactory.getLogger(getClass());

    /**
     * Something that the service needs is away: 503, and in a few seconds once more.
     *
     * @param detail for the caller: what is away, and whether the call may be repeated
     */
    protected final ResponseEntity<ProblemDetail> notNow(Exception failure, String detail) {
        log.atWarn().setCause(failure).log("a call could not be answered");
        return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
                .header(HttpHeaders.RETRY_AFTER, RETRY_SECONDS)
                .body(ProblemDetail.forStatusAndDetail(HttpStatus.SERVICE_UNAVAILABLE, detail));
    }

    /** Whatever nobody foresaw. What it was is for the log alone. */
    @ExceptionHandler
    protected final ProblemDetail unexpected(RuntimeException failure) {
        log.atError().setCause(failure).log("a call failed");
        return ProblemDetail.forStatusAndDetail(
                HttpStatus.INTERNAL_SERVER_ERROR,
                "This is an error of the service; its log says which.");
    }

    /**
     * What a parameter must be, after "must be".
     *
     * @param type of the parameter; null: not known
     */
    protected String expected(@Nullable Class<?> type) {
        return Expected.of(type);
    }

    @Override
    protected final @Nullable ResponseEntity<Object> handleTypeMismatch(
            TypeMismatchException failure,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        String name = String.valueOf(failure.getPropertyName());
        ProblemDetail problem =
                ProblemDetail.forStatusAndDetail(
                        status, name + " must be " + expected(failure.getRequiredType()));
        problem.setProperty("parameter", name);
        return handleExceptionInternal(failure, problem, headers, status, request);
    }

    @Override
    protected final @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(
            HttpMessageNotReadableException failure,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        String detail =
                failure.getCause() instanceof PropertyBindingException unknown
                        ? "The body has a member '%s' that is not known; known are %s."
                                .formatted(unknown.getPropertyName(), unknown.getKnownPropertyIds())
                        : "The body must be JSON as /v3/api-docs describes it.";
        return handleExceptionInternal(
                failure,
                ProblemDetail.forStatusAndDetail(status, detail),
                headers,
                status,
                request);
    }
}
