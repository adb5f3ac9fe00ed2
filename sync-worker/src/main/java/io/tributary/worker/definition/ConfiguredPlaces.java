package io.tributary.worker.definition;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.ConfigurationPropertyState;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.boot.origin.Origin;
import org.springframework.core.env.Environment;
import org.springframework.core.env.PropertySource;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Which files, or what else, the definitions stand in. */
final class ConfiguredPlaces {

    private static final ConfigurationPropertyName LIST =
            ConfigurationPropertyName.of(DefinitionsSettings.PREFIX);

    private ConfiguredPlaces() {}

    /** Those that hold definitions. */
    static List<ConfigurationPropertySource> sources(Environment environment) {
        return StreamSupport.stream(
                        ConfigurationPropertySources.get(environment).spliterator(), false)
                .filter(
                        source ->
                                source.containsDescendantOf(LIST)
                                        == ConfigurationPropertyState.PRESENT)
                .toList();
    }

    /** Lists are never joined: one would silently take the place of the other. */
    static void refuseTwoLists(List<ConfigurationPropertySource> sources) {
        if (sources.size() > 1) {
            throw new DefinitionsRefused(
                    DefinitionsSettings.PREFIX,
                    "stands in %d places (%s), and lists are not joined: put all definitions into one file"
                            .formatted(
                                    sources.size(),
                                    String.join(
                                            "; ",
                                            sources.stream()
                                                    .map(source -> sourceName(source))
                                                    .toList())),
                    null,
                    null);
        }
    }

    private static String sourceName(ConfigurationPropertySource source) {
        Object underlying = source.getUnderlyingSource();
        return underlying instanceof PropertySource<?> spring
                ? spring.getName()
                : String.valueOf(underlying);
    }

    /** Everything that is configured below the list. */
    static Stream<ConfigurationPropertyName> names(List<ConfigurationPropertySource> sources) {
        return iterable(sources).flatMap(source -> source.stream()).filter(LIST::isAncestorOf);
    }

    /** Where this or something below it stands first, for instance a file and a line. */
    static @Nullable Origin originBelow(
            ConfigurationPropertyName name, List<ConfigurationPropertySource> sources) {
        return iterable(sources)
                .flatMap(
                        source ->
                                source.stream()
                                        .filter(it -> name.equals(it) || name.isAncestorOf(it))
                                        .map(source::getConfigurationProperty))
                .filter(Objects::nonNull)
                .map(property -> property.getOrigin())
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private static Stream<IterableConfigurationPropertySource> iterable(
            List<ConfigurationPropertySource> sources) {
        return sources.stream()
                .filter(IterableConfigurationPropertySource.class::isInstance)
                .map(IterableConfigurationPropertySource.class::cast);
    }
}
