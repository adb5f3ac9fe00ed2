package io.tributary.ingress.http;

import io.tributary.ingress.intake.Answer;
import io.tributary.ingress.intake.Answer.Failed;
import io.tributary.ingress.intake.Answer.TooSlow;
import io.tributary.nango.webhook.WebhookVerifier;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;

import reactor.core.publisher.Mono;

/** Puts an answer on the wire: 202 without a body, or a problem. */
final class AnswerWriter {

    private AnswerWriter() {}

    static Mono<Void> write(Answer answer, ServerHttpResponse response) {
        return Problem.of(answer)
                .map(problem -> write(problem, answer, response))
                .orElseGet(
                        () -> {
                            response.setStatusCode(HttpStatus.ACCEPTED);
                            response.getHeaders().setContentLength(0);
                            return response.setComplete();
                        });
    }

    private static Mono<Void> write(Problem problem, Answer answer, ServerHttpResponse response) {
        byte[] json = problem.json();
        HttpHeaders headers = response.getHeaders();
        response.setStatusCode(problem.status());
        headers.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        headers.setContentLength(json.length);
        switch (problem.status()) {
            case METHOD_NOT_ALLOWED -> headers.set(HttpHeaders.ALLOW, "POST");
            case UNAUTHORIZED ->
                    headers.set(HttpHeaders.WWW_AUTHENTICATE, WebhookVerifier.SIGNATURE_HEADER);
            default -> {}
        }
        if (answer instanceof TooSlow || answer instanceof Failed) {
            // The rest of the body may still come, or never.
            headers.set(HttpHeaders.CONNECTION, "close");
        }
        DataBuffer body = response.bufferFactory().wrap(json);
        return response.writeWith(Mono.just(body));
    }
}
