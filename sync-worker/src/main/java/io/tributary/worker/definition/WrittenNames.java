package io.tributary.worker.definition;

import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.origin.OriginLookup;
import org.springframework.core.env.EnumerablePropertySource;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The names below {@code query} and {@code headers} are a provider's. Spring drops the characters
 * that a name of its own does not have, and the provider would be told something else.
 */
final class WrittenNames {

    private static final Pattern OF_A_PROVIDER =
            Pattern.compile(
                    "("
                            + Pattern.quote(DefinitionsSettings.PREFIX)
                            + "\\[\\d+]"
                            + "\\.endpoint\\.(?:query|headers))([.\\[].+)",
                    Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private WrittenNames() {}

    /**
     * @throws DefinitionsRefused if one would not be taken as it is written
     */
    static void refuseChanged(List<ConfigurationPropertySource> sources) {
        for (ConfigurationPropertySource source : sources) {
            if (source.getUnderlyingSource() instanceof EnumerablePropertySource<?> underlying) {
                for (String name : underlying.getPropertyNames()) {
                    refuseChanged(name, underlying);
                }
            }
        }
    }

    private static void refuseChanged(String name, EnumerablePropertySource<?> source) {
        Matcher place = OF_A_PROVIDER.matcher(name);
        if (!place.matches()) {
            return;
        }
        String written = written(place.group(2));
        String read = read(place.group(1), name);
        if (!written.equals(read)) {
            throw new DefinitionsRefused(
                    name,
                    "would be read as '%s': a name of other than letters, digits, - and _ is written in quoted brackets, \"[%s]\": ..."
                            .formatted(read, written),
                    OriginLookup.getOrigin(source, name),
                    null);
        }
    }

    private static String written(String below) {
        return below.startsWith("[") && below.endsWith("]")
                ? below.substring(1, below.length() - 1)
                : below.substring(below.startsWith(".") ? 1 : 0);
    }

    /** As the key of a map. */
    private static String read(String map, String name) {
        ConfigurationPropertyName whole = ConfigurationPropertyName.adapt(name, '.');
        int first = ConfigurationPropertyName.adapt(map, '.').getNumberOfElements();
        return IntStream.range(first, whole.getNumberOfElements())
                .mapToObj(n -> whole.getElement(n, Form.ORIGINAL))
                .collect(Collectors.joining("' and below it '"));
    }
}
