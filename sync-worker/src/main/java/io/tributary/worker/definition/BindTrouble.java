package io.tributary.worker.definition;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.origin.Origin;
import org.springframework.core.convert.ConversionFailedException;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Turns what Spring says of a value that it could not bind into the place and the rule. */
final class BindTrouble {

    private BindTrouble() {}

    static DefinitionsRefused explain(BindException e, List<ConfigurationPropertySource> sources) {
        Origin origin =
                e.getProperty() == null
                        ? ConfiguredPlaces.originBelow(e.getName(), sources)
                        : e.getProperty().getOrigin();
        BadMember bad = find(BadMember.class, e);
        return bad != null
                ? new DefinitionsRefused(e.getName() + "." + bad.member(), bad.rule(), origin, e)
                : new DefinitionsRefused(e.getName().toString(), rule(e), origin, e);
    }

    private static String rule(BindException e) {
        ConversionFailedException conversion = find(ConversionFailedException.class, e);
        if (conversion == null) {
            return deepest(e);
        }
        Class<?> wanted = conversion.getTargetType().getType();
        String got = "got '" + conversion.getValue() + "'";
        if (wanted.isEnum()) {
            return "must be one of %s, %s".formatted(words(wanted), got);
        }
        return wanted.isPrimitive() || Number.class.isAssignableFrom(wanted)
                ? "must be a whole number, " + got
                : deepest(e) + ", " + got;
    }

    private static String words(Class<?> type) {
        return Arrays.stream(type.getEnumConstants())
                .map(constant -> constant.toString().toLowerCase(Locale.ROOT).replace('_', '-'))
                .collect(Collectors.joining(", "));
    }

    private static String deepest(Throwable e) {
        Throwable deepest = e;
        while (deepest.getCause() != null) {
            deepest = deepest.getCause();
        }
        return String.valueOf(deepest.getMessage());
    }

    private static <T extends Throwable> @Nullable T find(Class<T> type, Throwable e) {
        for (Throwable at = e; at != null; at = at.getCause()) {
            if (type.isInstance(at)) {
                return type.cast(at);
            }
        }
        return null;
    }
}
