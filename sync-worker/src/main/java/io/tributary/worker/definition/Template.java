package io.tributary.worker.definition;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Text with {@link Placeholder}s in braces; a brace that is meant as such is written twice. Never
 * holds <code>${</code>, neither as written nor filled in: Nango would fill in credentials there.
 */
public record Template(List<Part> parts) {

    static final String NANGOS_OWN = "${";

    /** A stretch of it. */
    public sealed interface Part {

        /** As it is. */
        record Literal(String text) implements Part {}

        /** Another one for each connection. */
        record Gap(Placeholder placeholder) implements Part {}
    }

    public Template {
        parts = List.copyOf(parts);
    }

    /** For configuration. */
    public static Template of(String text) {
        if (text.contains(NANGOS_OWN)) {
            throw new IllegalArgumentException(
                    "must not hold ${, where Nango would fill in credentials; a placeholder is"
                            + " written {tags.<key>}");
        }
        return new Template(parse(text));
    }

    private static List<Part> parse(String text) {
        List<Part> parts = new ArrayList<>();
        StringBuilder literal = new StringBuilder();
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            boolean twice = at + 1 < text.length() && text.charAt(at + 1) == c;
            if (c != '{' && c != '}') {
                literal.append(c);
            } else if (twice) {
                literal.append(c);
                at++;
            } else {
                int end = c == '{' ? text.indexOf('}', at) : -1;
                if (end < 0) {
                    throw new IllegalArgumentException(
                            "has a single brace at character %d; one that is meant as such is written twice"
                                    .formatted(at));
                }
                parts.add(new Part.Literal(literal.toString()));
                parts.add(new Part.Gap(Placeholder.of(text.substring(at + 1, end))));
                literal.setLength(0);
                at = end;
            }
        }
        parts.add(new Part.Literal(literal.toString()));
        return parts;
    }

    List<Placeholder> placeholders() {
        return parts.stream()
                .<Placeholder>mapMulti(
                        (part, to) -> {
                            if (part instanceof Part.Gap(var placeholder)) {
                                to.accept(placeholder);
                            }
                        })
                .toList();
    }

    /**
     * @param escape makes a value fit to stand there; what was written is taken as it is
     * @throws Unfillable if a value is missing, or if Nango would see a place for credentials
     */
    String fill(ConnectionFacts facts, UnaryOperator<String> escape) {
        String plain = join(gap -> valueOf(gap, facts));
        if (plain.contains(NANGOS_OWN)) {
            throw new Unfillable(
                    "placeholder_refused",
                    "The value of %s on this connection would have Nango fill in credentials (it makes a ${). Change it at Nango, or take the placeholder out of the definition."
                            .formatted(placeholders()));
        }
        return join(gap -> escape.apply(valueOf(gap, facts)));
    }

    /** With a word in the place of every value, to see whether the rest can stand. */
    String sample() {
        return join(_ -> "x");
    }

    private String join(Function<Placeholder, String> values) {
        return parts.stream()
                .map(
                        part ->
                                switch (part) {
                                    case Part.Literal(var text) -> text;
                                    case Part.Gap(var placeholder) -> values.apply(placeholder);
                                })
                .collect(Collectors.joining());
    }

    private static String valueOf(Placeholder placeholder, ConnectionFacts facts) {
        return placeholder
                .in(facts)
                .orElseThrow(
                        () ->
                                new Unfillable(
                                        "placeholder_missing",
                                        "This connection has no value for %s, which its definition needs. Set it at Nango, or take the connection's integration out of the definition."
                                                .formatted(placeholder)));
    }

    static Map<String, String> fill(
            Map<String, Template> templates, ConnectionFacts facts, UnaryOperator<String> escape) {
        return templates.entrySet().stream()
                .collect(
                        Collectors.toUnmodifiableMap(
                                Map.Entry::getKey, entry -> entry.getValue().fill(facts, escape)));
    }

    @Override
    public String toString() {
        return join(Placeholder::toString);
    }
}
