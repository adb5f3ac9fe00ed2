package io.tributary.http.problem;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.beans.TypeMismatchException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.method.annotation.ExceptionHandlerMethodResolver;

import java.time.Instant;

class FailureAnswersTest {

    private static final class Service extends FailureAnswers {}

    private final Service answers = new Service();

    @Test
    void whatIsAwayNowMayBeAskedAgain() {
        ResponseEntity<ProblemDetail> answer =
                answers.notNow(new IllegalStateException("gone"), "It is away.");

        assertThat(answer.getStatusCode()).isEqualTo(HttpStatus.SERVICE_UNAVAILABLE);
        assertThat(answer.getHeaders().getFirst(HttpHeaders.RETRY_AFTER)).isEqualTo("5");
        assertThat(answer.getBody()).extracting(ProblemDetail::getDetail).isEqualTo("It is away.");
    }

    @Test
    void whatNobodyForesawIsTheServicesAndToldToItsLogAlone() {
        assertThat(
                        new ExceptionHandlerMethodResolver(Service.class)
                                .resolveMethod(new IllegalStateException("secret")))
                .extracting("name")
                .isEqualTo("unexpected");

        ProblemDetail answer = answers.unexpected(new IllegalStateException("secret"));

        assertThat(answer.getStatus()).isEqualTo(500);
        assertThat(answer.getDetail()).doesNotContain("secret");
    }

    @Test
    void aParameterOfAnotherTypeIsToldWhatItMustBe() {
        TypeMismatchException failure = new TypeMismatchException("yesterday", Instant.class);
        failure.initPropertyName("from");

        ResponseEntity<Object> answer =
                answers.handleTypeMismatch(
                        failure,
                        new HttpHeaders(),
                        HttpStatus.BAD_REQUEST,
                        new ServletWebRequest(new MockHttpServletRequest()));

        assertThat(answer).isNotNull();
        assertThat(answer.getBody())
                .isInstanceOfSatisfying(
                        ProblemDetail.class,
                        problem -> {
                            assertThat(problem.getDetail()).startsWith("from must be a time");
                            assertThat(problem.getProperties()).containsEntry("parameter", "from");
                        });
    }
}
