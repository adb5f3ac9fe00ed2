package io.tributary.worker.api;

import io.tributary.worker.run.RunRefused;

import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.transaction.TransactionException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

import tools.jackson.databind.exc.PropertyBindingException;

import java.util.UUID;

/** Every failure of a call as problem details (RFC 9457); the one place where they are sorted. */
@RestControllerAdvice
class ProblemAnswers extends ResponseEntityExceptionHandler {

    private static final Logger LOGGER = LoggerFactory.getLogger(ProblemAnswers.class);
    private static final String RETRY_SECONDS = "5";

    /** What was ordered cannot be done, as things are. */
    @ExceptionHandler
    ProblemDetail refused(RunRefused refused) {
        ProblemDetail problem =
                ProblemDetail.forStatusAndDetail(
                        refused.isUnknown() ? HttpStatus.NOT_FOUND : HttpStatus.CONFLICT,
                        String.valueOf(refused.getMessage()));
        if (refused.run() != null) {
            problem.setProperty("run", refused.run());
        }
        return problem;
    }

    /** The database or Kafka cannot be reached, or does not do its part in time. */
    @ExceptionHandler({DataAccessException.class, TransactionException.class, KafkaException.class})
    ResponseEntity<ProblemDetail> unavailable(Exception failure) {
        LOGGER.atWarn().setCause(failure).log("a call could not be answered");
        return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
                .header(HttpHeaders.RETRY_AFTER, RETRY_SECONDS)
                .body(
                        ProblemDetail.forStatusAndDetail(
                                HttpStatus.SERVICE_UNAVAILABLE,
                                "The database or Kafka does not answer now; the call may be"
                                        + " repeated."));
    }

    /** A statement that is wrong does not become right by waiting. */
    @ExceptionHandler({RuntimeException.class, BadSqlGrammarException.class})
    ProblemDetail unexpected(RuntimeException failure) {
        LOGGER.atError().setCause(failure).log("a call failed");
        return ProblemDetail.forStatusAndDetail(
                HttpStatus.INTERNAL_SERVER_ERROR,
                "This is an error of the service; its log says which.");
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleTypeMismatch(
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

    private static String expected(@Nullable Class<?> type) {
        if (type == UUID.class) {
            return "a UUID such as 0b9f4c1e-6a55-5c0e-9b0a-3d1c6b0f2a77, as this API gives it";
        }
        return type == boolean.class || type == Boolean.class ? "true or false" : "a whole number";
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(
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
