package io.tributary.worker.definition;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.AbstractEnvironment;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads a definition that is not configured by exactly the rules of those that are. */
public final class ProposedDefinition {

    private static final String PLACE = DefinitionsSettings.PREFIX + "[0]";
    private static final String PLAIN = "[A-Za-z][A-Za-z0-9-]*";

    private ProposedDefinition() {}

    /**
     * @param members as in configuration: maps, lists and scalars
     * @throws IllegalArgumentException if it cannot work, naming the place and the way out
     */
    public static Definition read(Map<String, ?> members) {
        Map<String, Object> flat = new LinkedHashMap<>();
        flatten(PLACE, members, flat);
        if (members.isEmpty() || flat.isEmpty()) {
            throw new IllegalArgumentException(
                    "definition: is empty, or has only members without a value: give it what a"
                            + " configured one has");
        }
        try {
            return DefinitionsReading.read(environment(flat)).definitions().getFirst();
        } catch (DefinitionsRefused refused) {
            throw new IllegalArgumentException(
                    String.valueOf(refused.getMessage()).replace(PLACE, "definition"), refused);
        }
    }

    private static void flatten(String place, @Nullable Object value, Map<String, Object> into) {
        switch (value) {
            case null -> {
                // As if it were not there.
            }
            case Map<?, ?> map when !map.isEmpty() ->
                    map.forEach(
                            (name, member) ->
                                    flatten(place + member(name.toString()), member, into));
            case List<?> list when !list.isEmpty() -> {
                for (int i = 0; i < list.size(); i++) {
                    String element = "%s[%d]".formatted(place, i);
                    if (list.get(i) == null) {
                        throw new IllegalArgumentException(
                                element.replace(PLACE, "definition") + ": is null: take it out");
                    }
                    flatten(element, list.get(i), into);
                }
            }
            case Map<?, ?> _, List<?> _ -> into.put(place, "");
            default -> into.put(place, value);
        }
    }

    private static String member(String name) {
        return name.matches(PLAIN) ? "." + name : "[" + name + "]";
    }

    /** With nothing in it but the definition: a <code>${</code> in it must not find a secret. */
    private static ConfigurableEnvironment environment(Map<String, Object> flat) {
        ConfigurableEnvironment environment = new AbstractEnvironment() {};
        environment.getPropertySources().addFirst(new MapPropertySource("the request", flat));
        ConfigurationPropertySources.attach(environment);
        return environment;
    }
}
