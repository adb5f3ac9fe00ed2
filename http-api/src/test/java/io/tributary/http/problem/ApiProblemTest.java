package io.tributary.http.problem;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

import java.time.Duration;

class ApiProblemTest {

    @Test
    void aWrongParameterIsNamedForPrograms() {
        ApiProblem problem = ApiProblem.parameter("limit", "limit must be 1 to 1000");

        assertThat(problem.getStatusCode()).isEqualTo(HttpStatus.BAD_REQUEST);
        assertThat(problem.getBody().getProperties()).containsEntry("parameter", "limit");
    }

    @Test
    void noCallerIsToldToComeBackTooSoon() {
        assertThat(retryAfter(Duration.ofMillis(1))).isEqualTo("1");
        assertThat(retryAfter(Duration.ofMillis(2001))).isEqualTo("3");
        assertThat(retryAfter(Duration.ZERO)).isEqualTo("1");
    }

    private static String retryAfter(Duration wait) {
        return ApiProblem.of(HttpStatus.TOO_MANY_REQUESTS, "Later.")
                .retryAfter(wait)
                .getHeaders()
                .getFirst(HttpHeaders.RETRY_AFTER);
    }
}
