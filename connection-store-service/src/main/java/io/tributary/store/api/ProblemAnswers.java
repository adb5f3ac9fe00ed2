package io.tributary.store.api;

import io.tributary.http.problem.FailureAnswers;
import io.tributary.store.parking.InputsOutOfReach;

import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.transaction.TransactionException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Every failure of a call as problem details (RFC 9457); the one place where they are sorted. */
@RestControllerAdvice
class ProblemAnswers extends FailureAnswers {

    /** The database or Kafka cannot be reached, or does not do its part in time. */
    @ExceptionHandler({DataAccessException.class, TransactionException.class, KafkaException.class})
    ResponseEntity<ProblemDetail> unavailable(Exception failure) {
        return notNow(
                failure, "The database or Kafka does not answer now; the call may be repeated.");
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> outOfReach(InputsOutOfReach failure) {
        return notNow(failure, String.valueOf(failure.getMessage()));
    }

    /** A statement that is wrong does not become right by waiting. */
    @ExceptionHandler
    ProblemDetail wrongStatement(BadSqlGrammarException failure) {
        return unexpected(failure);
    }

    @Override
    protected String expected(@Nullable Class<?> type) {
        return type == TagFilter.class ? TagFilter.EXPECTED : super.expected(type);
    }
}
