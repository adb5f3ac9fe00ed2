package io.tributary.simulator.account;

import io.tributary.simulator.account.AccountSettings.ScopedKey;
import io.tributary.simulator.json.JsJson;
import io.tributary.simulator.state.StateFile;

import org.springframework.stereotype.Component;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The environments of the account: by name, by the uuid in a third party's address, by API key. */
@Component
public final class Environments {

    private static final String ROTATED = "rotatedSigningKeys";

    private final Map<String, Environment> byName = new TreeMap<>();
    private final Map<Secret, Caller> byKey = new HashMap<>();
    private final Map<String, Secret> rotated = new TreeMap<>();
    private final StateFile state;

    Environments(AccountSettings settings, KeySettings keys, StateFile state, Clock clock) {
        this.state = state;
        state.load(ROTATED).ifPresent(this::restore);
        state.section(ROTATED, this::content);
        settings.environments()
                .forEach(
                        (name, one) -> {
                            SigningKeys signing =
                                    new SigningKeys(
                                            rotated.getOrDefault(name, one.signingKey()),
                                            keys.jobsCache(),
                                            clock,
                                            key -> remember(name, key));
                            Environment environment = new Environment(name, one, signing);
                            byName.put(name, environment);
                            admit(environment, new ScopedKey(one.apiKey(), List.of("*")));
                            one.apiKeys().forEach(key -> admit(environment, key));
                        });
    }

    private void admit(Environment environment, ScopedKey key) {
        Caller before = byKey.put(key.key(), Caller.withKey(environment, key.scopes()));
        if (before != null) {
            throw new IllegalArgumentException(
                    "an API key belongs to one environment and is named once, but one is named"
                            + " again in "
                            + environment.name());
        }
    }

    public Optional<Environment> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    public Optional<Environment> findByUuid(String uuid) {
        return all().stream().filter(e -> e.uuid().toString().equalsIgnoreCase(uuid)).findFirst();
    }

    Optional<Caller> callerWith(Secret key) {
        return Optional.ofNullable(byKey.get(key));
    }

    public Collection<Environment> all() {
        return byName.values();
    }

    private void remember(String environment, Secret key) {
        synchronized (rotated) {
            rotated.put(environment, key);
        }
        state.changed();
    }

    private void restore(JsonNode section) {
        section.properties()
                .forEach(e -> rotated.put(e.getKey(), Secret.of(e.getValue().stringValue())));
    }

    private JsonNode content() {
        ObjectNode section = JsJson.object();
        synchronized (rotated) {
            rotated.forEach((name, key) -> section.put(name, key.reveal()));
        }
        return section;
    }
}
