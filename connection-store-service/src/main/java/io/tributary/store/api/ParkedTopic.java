package io.tributary.store.api;

import io.tributary.events.Topics;
import io.tributary.http.problem.ApiProblem;

import org.jspecify.annotations.Nullable;

/** The topic whose parked inputs this service knows. */
final class ParkedTopic {

    static final String DEFAULT = "nango.inbox";

    private ParkedTopic() {}

    /** Another one is not an empty list: nobody would see that it was asked in the wrong place. */
    static void checked(@Nullable String topic) {
        if (topic != null && !topic.equals(Topics.INBOX.name())) {
            throw ApiProblem.parameter(
                    "topic",
                    "topic must be %s: this service consumes no other, so it parks of no other"
                            .formatted(Topics.INBOX.name()));
        }
    }
}
