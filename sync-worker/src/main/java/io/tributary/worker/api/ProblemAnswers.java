package io.tributary.worker.api;

import io.tributary.http.problem.FailureAnswers;
import io.tributary.worker.run.RunRefused;

import org.apache.kafka.common.KafkaException;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.transaction.TransactionException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Every failure of a call as problem details (RFC 9457); the one place where they are sorted. */
@RestControllerAdvice
class ProblemAnswers extends FailureAnswers {

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
        return notNow(
                failure, "The database or Kafka does not answer now; the call may be repeated.");
    }

    /** A statement that is wrong does not become right by waiting. */
    @ExceptionHandler
    ProblemDetail wrongStatement(BadSqlGrammarException failure) {
        return unexpected(failure);
    }
}
