package io.tributary.worker.pull;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * {@code Link} of RFC 8288, one field value. Stricter than its appendix B: what cannot be read is
 * an error, because skipping it could skip the next page.
 */
final class LinkHeader {

    /**
     * @param target the URI reference between the angle brackets
     * @param parameters by lower-case name; of several of one name the first counts
     */
    record Link(String target, Map<String, String> parameters) {

        Link {
            parameters = Map.copyOf(parameters);
        }

        /** Whether it is of this relation type; not if it is some other resource's link. */
        boolean is(String relation) {
            return !parameters.containsKey("anchor")
                    && List.of(
                                    parameters
                                            .getOrDefault("rel", "")
                                            .toLowerCase(Locale.ROOT)
                                            .split("[ \t]+"))
                            .contains(relation);
        }
    }

    private final String text;
    private int at;

    private LinkHeader(String text) {
        this.text = text;
    }

    /**
     * The first link to the next page in any of these field values.
     *
     * @throws IllegalArgumentException if one of them is not a {@code Link}
     */
    static Optional<String> next(List<String> values) {
        return values.stream()
                .flatMap(value -> parse(value).stream())
                .filter(link -> link.is("next"))
                .map(Link::target)
                .findFirst();
    }

    static List<Link> parse(String value) {
        return new LinkHeader(value).links();
    }

    private List<Link> links() {
        List<Link> links = new ArrayList<>();
        for (skip(" \t,"); at < text.length(); skip(" \t,")) {
            String target = target();
            links.add(new Link(target, parameters()));
            if (at < text.length() && text.charAt(at) != ',') {
                throw unreadable("a ',' or ';'");
            }
        }
        return links;
    }

    private String target() {
        if (text.charAt(at) != '<') {
            throw unreadable("a '<'");
        }
        int end = text.indexOf('>', at);
        if (end < 0) {
            throw unreadable("a '>' somewhere after it");
        }
        String target = text.substring(at + 1, end).strip();
        at = end + 1;
        return target;
    }

    private Map<String, String> parameters() {
        Map<String, String> parameters = new HashMap<>();
        for (skip(" \t"); at < text.length() && text.charAt(at) == ';'; skip(" \t")) {
            skip(" \t;");
            String name = token("=;, \t").toLowerCase(Locale.ROOT);
            if (!name.isEmpty()) {
                String value = value();
                parameters.putIfAbsent(name, value == null ? "" : value);
            }
        }
        return parameters;
    }

    private @Nullable String value() {
        skip(" \t");
        if (at >= text.length() || text.charAt(at) != '=') {
            return null;
        }
        at++;
        skip(" \t");
        return at < text.length() && text.charAt(at) == '"' ? quoted() : token(";, \t");
    }

    private String quoted() {
        StringBuilder value = new StringBuilder();
        for (at++; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '"') {
                at++;
                return value.toString();
            }
            if (c == '\\' && at + 1 < text.length()) {
                at++;
            }
            value.append(text.charAt(at));
        }
        throw unreadable("a closing '\"'");
    }

    private String token(String end) {
        int start = at;
        while (at < text.length() && end.indexOf(text.charAt(at)) < 0) {
            at++;
        }
        return text.substring(start, at);
    }

    private void skip(String characters) {
        while (at < text.length() && characters.indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private IllegalArgumentException unreadable(String expected) {
        return new IllegalArgumentException("at character " + at + " there should be " + expected);
    }
}
