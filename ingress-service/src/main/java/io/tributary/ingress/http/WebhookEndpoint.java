package io.tributary.ingress.http;

import io.tributary.ingress.IngressSettings;
import io.tributary.ingress.environment.Environment;
import io.tributary.ingress.http.Admission.Verdict.Admitted;
import io.tributary.ingress.http.Admission.Verdict.TurnedAway;
import io.tributary.ingress.http.BodyBudget.Share;
import io.tributary.ingress.http.BodyCollector.Collected;
import io.tributary.ingress.intake.Answer;
import io.tributary.ingress.intake.Answer.Failed;
import io.tributary.ingress.intake.Answer.SenderGone;
import io.tributary.ingress.intake.Answer.TooSlow;
import io.tributary.ingress.intake.Delivery;
import io.tributary.ingress.intake.Delivery.Arrival;
import io.tributary.ingress.intake.WebhookIntake;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;

import reactor.core.publisher.Mono;
import reactor.core.publisher.SignalType;
import reactor.netty.channel.AbortedException;

import java.io.IOException;
import java.util.concurrent.TimeoutException;

/** The one thing behind port 8080: admit, read the body, hand over, answer. */
@Component
class WebhookEndpoint implements HttpHandler {

    private static final Logger LOGGER = LoggerFactory.getLogger(WebhookEndpoint.class);
    private static final int NOT_READ = -1;

    private final Admission admission;
    private final IngressSettings settings;
    private final VirtualThreads threads;
    private final WebhookIntake intake;
    private final DeliveryReport report;

    WebhookEndpoint(
            Admission admission,
            IngressSettings settings,
            VirtualThreads threads,
            WebhookIntake intake,
            DeliveryReport report) {
        this.admission = admission;
        this.settings = settings;
        this.threads = threads;
        this.intake = intake;
        this.report = report;
    }

    @Override
    public Mono<Void> handle(ServerHttpRequest request, ServerHttpResponse response) {
        Arrival arrival = Arrival.now();
        return switch (admission.of(request)) {
            case Admitted admitted ->
                    answered(
                            receive(request, admitted, arrival),
                            admitted.environment(),
                            arrival,
                            response);
            case TurnedAway(var environment, Answer answer) ->
                    answered(
                            drain(request).then(ended(environment, arrival, NOT_READ, answer)),
                            environment,
                            arrival,
                            response);
        };
    }

    private Mono<Answer> receive(ServerHttpRequest request, Admitted admitted, Arrival arrival) {
        BodyCollector collector = new BodyCollector(settings, admitted);
        Share share = admitted.share();
        return request.getBody()
                .doOnNext(collector::add)
                .then(Mono.fromSupplier(collector::collected))
                .timeout(settings.bodyTimeout())
                // Before the answer to it is written; the finally is for a sender that went away.
                .doOnError(failure -> share.close())
                .doFinally(signal -> keepOnlyIfComplete(share, signal))
                .flatMap(
                        collected ->
                                switch (collected) {
                                    case Collected.Taken(Delivery.Body body) ->
                                            take(
                                                    new Delivery(
                                                            admitted.environment(), arrival, body),
                                                    share);
                                    case Collected.NotTaken(Answer answer) -> {
                                        share.close();
                                        yield ended(
                                                admitted.environment(), arrival, NOT_READ, answer);
                                    }
                                });
    }

    /** From its end on, whoever has the body closes the share. */
    private static void keepOnlyIfComplete(Share share, SignalType signal) {
        if (signal != SignalType.ON_COMPLETE) {
            share.close();
        }
    }

    private Mono<Answer> take(Delivery delivery, Share share) {
        return threads.run(
                () -> {
                    try (share) {
                        Answer answer = intake.take(delivery);
                        report.ended(
                                delivery.environment(),
                                delivery.arrival(),
                                delivery.body().size(),
                                answer);
                        return answer;
                    }
                });
    }

    private Mono<Void> drain(ServerHttpRequest request) {
        return request.getBody()
                .doOnNext(DataBufferUtils::release)
                .then()
                .timeout(settings.bodyTimeout());
    }

    private Mono<Answer> ended(
            @Nullable Environment environment, Arrival arrival, long size, Answer answer) {
        return Mono.fromSupplier(
                () -> {
                    report.ended(environment, arrival, size, answer);
                    return answer;
                });
    }

    private Mono<Void> answered(
            Mono<Answer> answer,
            @Nullable Environment environment,
            Arrival arrival,
            ServerHttpResponse response) {
        return answer.onErrorResume(failure -> ended(environment, arrival, NOT_READ, sort(failure)))
                .flatMap(known -> AnswerWriter.write(known, response));
    }

    /** The one place where what went wrong outside of the intake becomes an answer. */
    private static Answer sort(Throwable failure) {
        return switch (failure) {
            case TimeoutException _ -> new TooSlow();
            case IOException _ -> new SenderGone();
            case AbortedException _ -> new SenderGone();
            default -> {
                LOGGER.atError().setCause(failure).log("a delivery failed; answered 503");
                yield new Failed();
            }
        };
    }
}
