package io.tributary.worker.api;

import io.tributary.http.problem.ApiProblem;
import io.tributary.worker.run.Sync;
import io.tributary.worker.run.Syncs;

import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

import java.util.UUID;

/** The sync that a path names. */
@Component
class KnownSyncs {

    private final Syncs syncs;

    KnownSyncs(Syncs syncs) {
        this.syncs = syncs;
    }

    Sync sync(UUID id) {
        return syncs.find(id)
                .orElseThrow(
                        () ->
                                ApiProblem.of(
                                        HttpStatus.NOT_FOUND,
                                        "No sync has this id. It is Tributary's own, as the list"
                                                + " gives it; one that never ran begins with POST"
                                                + " /api/syncs."));
    }
}
