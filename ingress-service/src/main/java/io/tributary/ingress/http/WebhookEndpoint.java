package io.tributary.ingress.http;

import io.tributary.ingress.IngressSettings;
import io.tributary.ingress.environment.Environment;
import io.tributary.ingress.http.BodyBudget.Share;
import io.tributary.ingress.http.BodyCollector.NotTaken;
import io.tributary.ingress.http.Routes.Route.Nowhere;
import io.tributary.ingress.http.Routes.Route.To;
import io.tributary.ingress.intake.Answer;
import io.tributary.ingress.intake.Answer.Failed;
import io.tributary.ingress.intake.Answer.NoRoom;
import io.tributary.ingress.intake.Answer.TooSlow;
import io.tributary.ingress.intake.Answer.Unauthentic;
import io.tributary.ingress.intake.Delivery;
import io.tributary.ingress.intake.Delivery.Arrival;
import io.tributary.ingress.intake.Delivery.Body;
import io.tributary.ingress.intake.WebhookIntake;
import io.tributary.nango.webhook.Refusal;
import io.tributary.nango.webhook.WebhookVerifier;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.publisher.SignalType;

/** The one thing behind port 8080: find the environment, read the body, hand over, answer. */
@Component
class WebhookEndpoint implements HttpHandler {

    private static final Logger LOGGER = LoggerFactory.getLogger(WebhookEndpoint.class);

    private final Routes routes;
    private final BodyBudget budget;
    private final IngressSettings settings;
    private final VirtualThreads threads;
    private final WebhookIntake intake;
    private final DeliveryReport report;

    WebhookEndpoint(
            Routes routes,
            BodyBudget budget,
            IngressSettings settings,
            VirtualThreads threads,
            WebhookIntake intake,
            DeliveryReport report) {
        this.routes = routes;
        this.budget = budget;
        this.settings = settings;
        this.threads = threads;
        this.intake = intake;
        this.report = report;
    }

    @Override
    public Mono<Void> handle(ServerHttpRequest request, ServerHttpResponse response) {
        Arrival arrival = Arrival.now();
        return switch (routes.of(request)) {
            case Nowhere(Answer answer) -> {
                report.ended(null, arrival, -1, answer);
                yield AnswerWriter.write(answer, response);
            }
            case To(Environment environment) ->
                    receive(request, environment, arrival)
                            .flatMap(answer -> AnswerWriter.write(answer, response));
        };
    }

    private Mono<Answer> receive(
            ServerHttpRequest request, Environment environment, Arrival arrival) {
        List<String> signatures =
                List.copyOf(
                        request.getHeaders()
                                .getOrDefault(WebhookVerifier.SIGNATURE_HEADER, List.of()));
        Optional<Refusal> hopeless = environment.verifier().begin(signatures).refusal();
        Optional<Share> share = hopeless.isEmpty() ? budget.open() : Optional.empty();
        if (share.isEmpty()) {
            Answer answer = hopeless.<Answer>map(Unauthentic::new).orElseGet(NoRoom::new);
            report.ended(environment, arrival, -1, answer);
            return Mono.just(answer);
        }
        return read(request, environment, signatures, share.get())
                .flatMap(body -> take(new Delivery(environment, arrival, body), share.get()))
                .onErrorResume(
                        failure -> {
                            Answer answer = sort(failure);
                            report.ended(environment, arrival, -1, answer);
                            return Mono.just(answer);
                        });
    }

    /** The share stays open only for a body that arrived. */
    private Mono<Body> read(
            ServerHttpRequest request,
            Environment environment,
            List<String> signatures,
            Share share) {
        BodyCollector collector =
                new BodyCollector(
                        settings,
                        share,
                        signatures,
                        () -> environment.verifier().begin(signatures));
        return request.getBody()
                .doOnNext(collector::add)
                .then(Mono.fromSupplier(collector::body))
                .timeout(settings.bodyTimeout())
                .doFinally(
                        signal -> {
                            if (signal != SignalType.ON_COMPLETE) {
                                share.close();
                            }
                        });
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

    /** The one place where what went wrong before the intake becomes an answer. */
    private static Answer sort(Throwable failure) {
        return switch (failure) {
            case NotTaken notTaken -> notTaken.answer;
            case TimeoutException _ -> new TooSlow();
            default -> {
                LOGGER.atError().setCause(failure).log("a delivery failed; answered 503");
                yield new Failed();
            }
        };
    }
}
