package io.tributary.worker.definition;

import org.springframework.boot.context.properties.bind.AbstractBindHandler;
import org.springframework.boot.context.properties.bind.BindContext;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Remembers what was bound, to refuse what was not. Spring's own handler for that looks no deeper
 * than the first member below a list's index.
 */
final class BoundNames extends AbstractBindHandler {

    private final Set<ConfigurationPropertyName> bound = new HashSet<>();

    @Override
    public Object onSuccess(
            ConfigurationPropertyName name,
            Bindable<?> target,
            BindContext context,
            Object result) {
        bound.add(name);
        return result;
    }

    /**
     * @throws DefinitionsRefused if something below the list is a member of nothing
     */
    void refuseOthers(List<ConfigurationPropertySource> sources) {
        ConfiguredPlaces.names(sources)
                .filter(name -> !bound.contains(name))
                .sorted()
                .findFirst()
                .ifPresent(
                        name -> {
                            throw new DefinitionsRefused(
                                    name.toString(),
                                    "is no member of a definition: mistyped, or in the wrong place",
                                    ConfiguredPlaces.originBelow(name, sources),
                                    null);
                        });
    }
}
