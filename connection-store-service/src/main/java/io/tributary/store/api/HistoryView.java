package io.tributary.store.api;

import tools.jackson.databind.JsonNode;

import java.util.List;

/** What happened to a connection, oldest first. */
record HistoryView(List<Entry> entries) {

    /**
     * A change, as it was published.
     *
     * @param type its {@code ce_type}
     * @param cause the input that it goes back to
     * @param change the event's data
     */
    record Entry(String type, int generation, long version, CauseView cause, JsonNode change) {}

    /**
     * An input of the inbox.
     *
     * @param ceType what kind of input it was
     * @param n which of its changes
     */
    record CauseView(String topic, int partition, long offset, int n, String ceId, String ceType) {}
}
