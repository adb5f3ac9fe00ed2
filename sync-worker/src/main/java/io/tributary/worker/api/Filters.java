package io.tributary.worker.api;

import io.tributary.events.ConnectionKey;
import io.tributary.events.Topics;
import io.tributary.http.problem.ApiProblem;
import io.tributary.worker.run.RunStatus;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.stream.Collectors;

/** Refuses filters that nothing can match: they are mistakes, not questions. */
final class Filters {

    private Filters() {}

    /** A part of a connection's key. */
    static @Nullable String part(String name, @Nullable String value) {
        if (value != null && (value.isBlank() || value.length() > ConnectionKey.LONGEST_PART)) {
            throw ApiProblem.parameter(
                    name,
                    "%s must be 1 to %d characters and not blank"
                            .formatted(name, ConnectionKey.LONGEST_PART));
        }
        return value;
    }

    static @Nullable String model(@Nullable String model) {
        if (model != null) {
            try {
                Topics.records(model);
            } catch (IllegalArgumentException e) {
                throw ApiProblem.parameter("model", String.valueOf(e.getMessage()), e);
            }
        }
        return model;
    }

    static @Nullable RunStatus status(@Nullable String word) {
        if (word == null) {
            return null;
        }
        return Arrays.stream(RunStatus.values())
                .filter(status -> status.word().equals(word))
                .findFirst()
                .orElseThrow(
                        () ->
                                ApiProblem.parameter(
                                        "status",
                                        "status must be one of "
                                                + Arrays.stream(RunStatus.values())
                                                        .map(RunStatus::word)
                                                        .collect(Collectors.joining(", "))));
    }
}
