package io.tributary.ingress.http;

import io.tributary.ingress.environment.Environment;
import io.tributary.ingress.environment.Environments;
import io.tributary.ingress.intake.Answer;
import io.tributary.ingress.intake.Answer.NoSuchPath;
import io.tributary.ingress.intake.Answer.UnknownEnvironment;
import io.tributary.ingress.intake.Answer.WrongMethod;

import org.springframework.http.HttpMethod;
import org.springframework.http.server.PathContainer;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

import java.util.Optional;

/** Whose webhook a request is, by its path alone. Nothing else is served on this port. */
@Component
class Routes {

    static final String WEBHOOKS = "/api/webhooks/nango";

    private static final PathPattern ONLY = PathPatternParser.defaultInstance.parse(WEBHOOKS);
    private static final PathPattern NAMED =
            PathPatternParser.defaultInstance.parse(WEBHOOKS + "/{environment}");

    /** Where a request leads. */
    sealed interface Route {

        /** To an environment. */
        record To(Environment environment) implements Route {}

        /** Nowhere. */
        record Nowhere(Answer answer) implements Route {}
    }

    private final Environments environments;

    Routes(Environments environments) {
        this.environments = environments;
    }

    Route of(ServerHttpRequest request) {
        PathContainer path = request.getPath().pathWithinApplication();
        PathPattern.PathMatchInfo named = NAMED.matchAndExtract(path);
        if (named == null && !ONLY.matches(path)) {
            return new Route.Nowhere(new NoSuchPath());
        }
        Optional<Environment> environment =
                named == null
                        ? environments.only()
                        : Optional.ofNullable(named.getUriVariables().get("environment"))
                                .flatMap(environments::named);
        if (environment.isEmpty()) {
            return new Route.Nowhere(new UnknownEnvironment());
        }
        return HttpMethod.POST.equals(request.getMethod())
                ? new Route.To(environment.get())
                : new Route.Nowhere(new WrongMethod());
    }
}
