package io.tributary.worker.definition;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Refuses definitions that would get in each other's way, as far as configuration alone shows it:
 * which provider an integration is of, only its connections tell.
 */
final class Doubles {

    private Doubles() {}

    static void refuse(List<Definition> definitions) {
        Set<String> names = new HashSet<>();
        Map<String, String> byWhatTheyPull = new HashMap<>();
        for (Definition definition : definitions) {
            if (!names.add(definition.name())) {
                throw new IllegalArgumentException(
                        "two definitions are named '%s'; give each a name of its own"
                                .formatted(definition.name()));
            }
            definition
                    .integrations()
                    .forEach(key -> claim(byWhatTheyPull, definition, "integration", key));
            definition
                    .providers()
                    .forEach(key -> claim(byWhatTheyPull, definition, "provider", key));
        }
    }

    private static void claim(
            Map<String, String> claims, Definition definition, String kind, String key) {
        String other = claims.put(kind + "\n" + key + "\n" + definition.model(), definition.name());
        if (other != null) {
            throw new IllegalArgumentException(
                    "definitions '%s' and '%s' both pull model '%s' of %s '%s'; their records would overwrite each other: take the %s out of one, or give it another model"
                            .formatted(
                                    other, definition.name(), definition.model(), kind, key, kind));
        }
    }
}
