package io.tributary.nango.api;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.StringJoiner;

/**
 * Which page of {@code GET /connections}.
 *
 * @param page from 0
 * @param limit rows per page, 1 to {@value #MAX_LIMIT}
 * @param connectionId exactly this id, in whatever integration; null for any
 * @param integrations the keys of these integrations; empty for all
 */
public record ConnectionsQuery(
        int page, int limit, @Nullable String connectionId, List<String> integrations) {

    /** The most rows that Nango gives per page. */
    public static final int MAX_LIMIT = 2000;

    public ConnectionsQuery {
        if (page < 0) {
            throw new IllegalArgumentException("page must be 0 or more, not " + page);
        }
        if (limit < 1 || limit > MAX_LIMIT) {
            throw new IllegalArgumentException(
                    "limit must be 1 to " + MAX_LIMIT + ", not " + limit);
        }
        integrations = List.copyOf(integrations);
    }

    /** A page of all connections of the environment, newest first. */
    public static ConnectionsQuery page(int page, int limit) {
        return new ConnectionsQuery(page, limit, null, List.of());
    }

    /** The connections with this id, one per integration at most. */
    public static ConnectionsQuery ofConnection(String connectionId) {
        return new ConnectionsQuery(0, MAX_LIMIT, connectionId, List.of());
    }

    /** The same, only of these integrations. */
    public ConnectionsQuery inIntegrations(String... keys) {
        return new ConnectionsQuery(page, limit, connectionId, List.of(keys));
    }

    /** The page after this. */
    public ConnectionsQuery next() {
        return new ConnectionsQuery(page + 1, limit, connectionId, integrations);
    }

    String queryString() {
        StringJoiner query = new StringJoiner("&");
        query.add("page=" + page).add("limit=" + limit);
        if (connectionId != null) {
            query.add("connectionId=" + PercentEncoding.of(connectionId));
        }
        if (!integrations.isEmpty()) {
            query.add("integrationId=" + PercentEncoding.of(String.join(",", integrations)));
        }
        return query.toString();
    }
}
