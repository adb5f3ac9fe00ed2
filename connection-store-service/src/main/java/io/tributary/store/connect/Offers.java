package io.tributary.store.connect;

import static java.util.Objects.requireNonNull;

import io.tributary.nango.api.FailureKind;
import io.tributary.nango.api.IntegrationView;
import io.tributary.nango.api.IntegrationsAnswer;
import io.tributary.nango.api.NangoFailure;
import io.tributary.nango.api.ProviderAnswer;
import io.tributary.store.environment.Environments;

import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What an environment's users may connect, as Nango lists it; asked anew after a minute. How a
 * provider authorises changes only with Nango's version and is asked once.
 */
final class Offers {

    private static final Duration GOOD_FOR = Duration.ofMinutes(1);
    private static final Set<FailureKind> NOT_TOLD =
            Set.of(FailureKind.REFUSED, FailureKind.FORBIDDEN);

    private final Map<String, Offered> byEnvironment = new HashMap<>();

    /**
     * An integration that may be connected.
     *
     * @param authMode Nango's word for how one signs in; null if Nango does not tell
     */
    record Offer(
            String key,
            String displayName,
            @Nullable String logo,
            String provider,
            @Nullable String authMode) {}

    private record Listed(Instant at, List<Offer> offers) {}

    Offers(Environments environments, NangoProblems nango, Clock clock) {
        for (String name : environments.names()) {
            byEnvironment.put(name, new Offered(name, nango, clock));
        }
    }

    /**
     * @throws io.tributary.http.problem.ApiProblem if Nango does not answer
     */
    List<Offer> of(String environment) {
        return requireNonNull(byEnvironment.get(environment)).current();
    }

    private static final class Offered {

        private final String environment;
        private final NangoProblems nango;
        private final Clock clock;
        private final Map<String, Optional<String>> modes = new ConcurrentHashMap<>();
        private @Nullable Listed listed;

        Offered(String environment, NangoProblems nango, Clock clock) {
            this.environment = environment;
            this.nango = nango;
            this.clock = clock;
        }

        /** Whoever comes meanwhile waits for the one answer. */
        synchronized List<Offer> current() {
            Instant now = clock.instant();
            Listed last = listed;
            if (last != null && now.isBefore(last.at().plus(GOOD_FOR))) {
                return last.offers();
            }
            List<Offer> offers = list();
            listed = new Listed(now, offers);
            return offers;
        }

        private List<Offer> list() {
            Environments.Access access = nango.paid(environment);
            return switch (access.nango().integrations()) {
                case IntegrationsAnswer.Present(List<IntegrationView> all, _) -> {
                    List<Offer> offers = new ArrayList<>();
                    for (IntegrationView one : all) {
                        if (access.integrations().isEmpty()
                                || access.integrations().contains(one.key())) {
                            offers.add(offer(one));
                        }
                    }
                    yield List.copyOf(offers);
                }
                case IntegrationsAnswer.NoAnswer(NangoFailure failure) ->
                        throw nango.of(environment, failure);
            };
        }

        private Offer offer(IntegrationView one) {
            String displayName = one.displayName();
            return new Offer(
                    one.key(),
                    displayName == null ? one.key() : displayName,
                    one.logo(),
                    one.provider(),
                    mode(one.provider()));
        }

        private @Nullable String mode(String provider) {
            Optional<String> known = modes.get(provider);
            if (known == null) {
                known = ask(provider);
                modes.put(provider, known);
            }
            return known.orElse(null);
        }

        private Optional<String> ask(String provider) {
            return switch (nango.paid(environment).nango().provider(provider)) {
                case ProviderAnswer.Present present -> Optional.of(present.provider().authMode());
                case ProviderAnswer.NoAnswer(NangoFailure failure)
                        when NOT_TOLD.contains(failure.kind()) ->
                        Optional.empty();
                case ProviderAnswer.NoAnswer(NangoFailure failure) ->
                        throw nango.of(environment, failure);
            };
        }
    }
}
