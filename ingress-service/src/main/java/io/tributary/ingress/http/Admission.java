package io.tributary.ingress.http;

import io.tributary.ingress.environment.Environment;
import io.tributary.ingress.http.BodyBudget.Share;
import io.tributary.ingress.http.Routes.Route.Nowhere;
import io.tributary.ingress.http.Routes.Route.To;
import io.tributary.ingress.intake.Answer;
import io.tributary.ingress.intake.Answer.NoRoom;
import io.tributary.ingress.intake.Answer.Unauthentic;
import io.tributary.nango.webhook.Refusal;
import io.tributary.nango.webhook.WebhookVerifier;

import org.jspecify.annotations.Nullable;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;

import java.util.List;
import java.util.Optional;

/** What can be said of a request by its head alone, before anything of its body is held. */
@Component
class Admission {

    sealed interface Verdict {

        /**
         * Its body is worth holding.
         *
         * @param signatures every value of the signature header
         * @param share to be closed by whoever gets this
         */
        record Admitted(Environment environment, List<String> signatures, Share share)
                implements Verdict {}

        /** The answer is certain. */
        record TurnedAway(@Nullable Environment environment, Answer answer) implements Verdict {}
    }

    private final Routes routes;
    private final BodyBudget budget;

    Admission(Routes routes, BodyBudget budget) {
        this.routes = routes;
        this.budget = budget;
    }

    Verdict of(ServerHttpRequest request) {
        return switch (routes.of(request)) {
            case Nowhere(Answer answer) -> new Verdict.TurnedAway(null, answer);
            case To(Environment environment) -> of(request, environment);
        };
    }

    private Verdict of(ServerHttpRequest request, Environment environment) {
        List<String> signatures =
                List.copyOf(
                        request.getHeaders()
                                .getOrDefault(WebhookVerifier.SIGNATURE_HEADER, List.of()));
        Optional<Refusal> refusal = environment.verifier().begin(signatures).refusal();
        if (refusal.isPresent()) {
            return new Verdict.TurnedAway(environment, new Unauthentic(refusal.get()));
        }
        return budget.open()
                .<Verdict>map(share -> new Verdict.Admitted(environment, signatures, share))
                .orElseGet(() -> new Verdict.TurnedAway(environment, new NoRoom()));
    }
}
