package io.tributary.simulator.account;

import org.springframework.stereotype.Component;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The integrations of the account, by their unique keys. */
@Component
public final class Integrations {

    private final Map<String, Integration> byKey = new TreeMap<>();

    Integrations(AccountSettings settings) {
        settings.integrations()
                .forEach((key, value) -> byKey.put(key, new Integration(key, value)));
    }

    public Optional<Integration> find(String uniqueKey) {
        return Optional.ofNullable(byKey.get(uniqueKey));
    }

    public Collection<Integration> all() {
        return byKey.values();
    }
}
