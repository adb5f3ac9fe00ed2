package io.tributary.ingress.environment;

import io.tributary.nango.webhook.WebhookVerifier;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** All configured environments, and for a while before readiness the {@link Rehearsal}'s. */
@Component
public class Environments {

    private final Map<String, Environment> byName = new HashMap<>();
    private volatile @Nullable Environment rehearsal;

    Environments(EnvironmentSettings settings) {
        settings.environments()
                .forEach(
                        (name, one) ->
                                byName.put(
                                        name,
                                        new Environment(
                                                name,
                                                new WebhookVerifier(one.signingKeys()),
                                                false)));
    }

    /** The environment of that name, if it is configured. */
    public Optional<Environment> named(String name) {
        Environment own = rehearsal;
        return own != null && own.name().equals(name)
                ? Optional.of(own)
                : Optional.ofNullable(byName.get(name));
    }

    /** The environment that needs no name, because there is no other. */
    public Optional<Environment> only() {
        return byName.size() == 1
                ? Optional.of(byName.values().iterator().next())
                : Optional.empty();
    }

    /** Adds an environment that nobody else can post to, until it is closed. */
    public Rehearsal rehearse() {
        Rehearsal own = new Rehearsal(() -> rehearsal = null);
        rehearsal = own.environment();
        return own;
    }
}
