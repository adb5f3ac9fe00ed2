package io.tributary.worker.pull;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

import java.net.http.HttpHeaders;

/**
 * What is left of a page once its records are taken out: enough to find the next.
 *
 * @param headers those that Nango let through
 * @param envelope what paging wants to know of the body
 * @param records how many there were
 * @param noContent whether the provider said by its status alone that there is nothing
 * @param lastId the id of the last one, null if there was none
 * @param fingerprint of all ids in their order; the same only for pages of the same records
 */
record PageSummary(
        HttpHeaders headers,
        Envelope envelope,
        int records,
        boolean noContent,
        @Nullable JsonNode lastId,
        String fingerprint) {

    boolean isEmpty() {
        return records == 0;
    }
}
