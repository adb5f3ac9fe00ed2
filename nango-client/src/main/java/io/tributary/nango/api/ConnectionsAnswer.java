package io.tributary.nango.api;

import org.jspecify.annotations.Nullable;

import java.util.List;

/** The answer to the question for a page of connections. */
public sealed interface ConnectionsAnswer {

    /**
     * One page, newest connection first. Nango gives no total and no cursor: rows that come or go
     * while one pages are seen twice or not at all.
     */
    record Page(
            ConnectionsQuery query,
            List<ConnectionSummary> connections,
            @Nullable RateLimit rateLimit)
            implements ConnectionsAnswer {

        public Page {
            connections = List.copyOf(connections);
        }

        /** Whether no page follows: it has fewer rows than were asked for. */
        public boolean isLast() {
            return connections.size() < query.limit();
        }
    }

    /** No page; says nothing about any connection. */
    record NoAnswer(NangoFailure failure) implements ConnectionsAnswer {}
}
