package io.tributary.simulator.connection;

import io.tributary.simulator.envelope.ApiException;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What of the list is wanted: {@code limit}, {@code page} (from 0) and filters, all of which apply.
 */
record ConnectionQuery(int limit, int page, Predicate<Connection> wanted) {

    private static final int MOST = 2_000;
    private static final int UNASKED = 10_000;
    private static final Set<String> KNOWN =
            Set.of(
                    "limit",
                    "page",
                    "connectionId",
                    "search",
                    "integrationId",
                    "endUserId",
                    "endUserOrganizationId");

    static ConnectionQuery of(Map<String, String[]> parameters) {
        Map<String, String> query = new TreeMap<>();
        parameters.forEach((name, values) -> query.put(name, values[0]));
        Predicate<Connection> wanted = _ -> true;
        for (Map.Entry<String, String> one : query.entrySet()) {
            wanted = wanted.and(filter(one.getKey(), one.getValue()));
        }
        return new ConnectionQuery(
                number(query, "limit", 1, MOST, UNASKED),
                number(query, "page", 0, Integer.MAX_VALUE, 0),
                wanted);
    }

    List<Connection> apply(List<Connection> newestFirst) {
        return newestFirst.stream().filter(wanted).skip((long) page * limit).limit(limit).toList();
    }

    private static Predicate<Connection> filter(String name, String value) {
        if (name.startsWith("tags[") && name.endsWith("]")) {
            String tag =
                    name.substring("tags[".length(), name.length() - 1).toLowerCase(Locale.ROOT);
            return c -> value.equals(c.tags().get(tag));
        }
        if (!KNOWN.contains(name)) {
            throw ApiException.invalid("invalid_query_params", "Unrecognized key: " + name, name);
        }
        return switch (name) {
            case "connectionId" -> c -> c.key().connectionId().equals(value);
            case "search" -> c -> searched(c).anyMatch(text -> contains(text, value));
            case "integrationId" ->
                    c -> Arrays.asList(value.split(",")).contains(c.key().integration());
            case "endUserId" -> c -> c.endUser() != null && c.endUser().id().equals(value);
            case "endUserOrganizationId" ->
                    c ->
                            c.endUser() != null
                                    && c.endUser().organization() != null
                                    && c.endUser().organization().id().equals(value);
            default -> _ -> true;
        };
    }

    private static Stream<String> searched(Connection connection) {
        EndUser user = connection.endUser();
        Stream<String> id = Stream.of(connection.key().connectionId());
        return user == null
                ? id
                : Stream.concat(
                        id,
                        Stream.concat(
                                Stream.ofNullable(user.displayName()),
                                Stream.ofNullable(user.email())));
    }

    private static boolean contains(String text, String part) {
        return text.toLowerCase(Locale.ROOT).contains(part.toLowerCase(Locale.ROOT));
    }

    private static int number(
            Map<String, String> query, String name, int least, int most, int absent) {
        String text = query.get(name);
        if (text == null) {
            return absent;
        }
        if (!text.matches("\\d{1,9}")
                || Integer.parseInt(text) < least
                || Integer.parseInt(text) > most) {
            throw ApiException.invalid(
                    "invalid_query_params",
                    "%s must be between %d and %d".formatted(name, least, most),
                    name);
        }
        return Integer.parseInt(text);
    }
}
