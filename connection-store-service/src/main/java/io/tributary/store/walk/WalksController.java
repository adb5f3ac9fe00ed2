package io.tributary.store.walk;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

import java.util.List;

/** Operating walks over HTTP. */
@RestController
@RequestMapping("/api/operations/walks")
@Tag(name = "Walks", description = "Comparing what is known with Nango's whole list.")
class WalksController {

    private static final int MOST = 1000;

    private final Walks walks;

    WalksController(Walks walks) {
        this.walks = walks;
    }

    /** The latest of each environment, latest first. */
    @Schema(name = "Walks", description = "The latest walks of each environment, latest first.")
    record WalksView(
            @Schema(description = "At most as many of each environment as the limit.")
                    List<WalkView> walks) {}

    @GetMapping
    @Operation(
            operationId = "listWalks",
            summary = "List the latest walks",
            description = "What they found and did, and why one is not complete.")
    WalksView latest(
            @Parameter(
                            description = "The most walks of each environment.",
                            schema =
                                    @Schema(
                                            type = "integer",
                                            defaultValue = "20",
                                            minimum = "1",
                                            maximum = "" + MOST))
                    @RequestParam(defaultValue = "20")
                    int limit) {
        if (limit < 1 || limit > MOST) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST, "limit must be 1 to " + MOST);
        }
        return new WalksView(walks.latest(limit));
    }

    @PostMapping("/{environment}")
    @Operation(
            operationId = "startWalk",
            summary = "Walk through an environment's list soon",
            description = "By whichever instance walks for it; the list of walks tells of it.")
    @ApiResponse(responseCode = "202", description = "It will begin.")
    @ResponseStatus(HttpStatus.ACCEPTED)
    void start(
            @Parameter(description = "A configured environment.") @PathVariable
                    String environment) {
        walks.start(configured(environment));
    }

    @PostMapping("/{environment}/release")
    @Operation(
            operationId = "releaseWalk",
            summary = "Let absences count that a held walk found",
            description =
                    "A walk that would remove more than is allowed is held until an operator says"
                            + " that these connections are gone for good.")
    @ApiResponse(responseCode = "202", description = "The next walk counts them.")
    @ApiResponse(responseCode = "409", description = "The last walk was not held.")
    @ResponseStatus(HttpStatus.ACCEPTED)
    void release(
            @Parameter(description = "A configured environment.") @PathVariable
                    String environment) {
        if (!walks.release(configured(environment))) {
            throw new ResponseStatusException(
                    HttpStatus.CONFLICT, "the last walk was not held: nothing to release");
        }
    }

    private String configured(String environment) {
        if (!walks.environments().contains(environment)) {
            throw new ResponseStatusException(
                    HttpStatus.NOT_FOUND, "no environment is configured by this name");
        }
        return environment;
    }
}
