package io.tributary.worker.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tributary.http.problem.ApiProblem;
import io.tributary.worker.connection.KnownConnections;
import io.tributary.worker.definition.Definitions;
import io.tributary.worker.run.OperatorRuns;
import io.tributary.worker.run.SyncKey;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import java.util.List;
import java.util.UUID;

/** What operators order; each order is logged with the token's subject. */
@RestController
@RequestMapping("/api/syncs")
@Tag(name = "Orders", description = "What operators do with syncs.")
class OrdersController {

    private static final Logger LOGGER = LoggerFactory.getLogger(OrdersController.class);

    private final OperatorRuns runs;
    private final KnownSyncs known;
    private final KnownConnections connections;
    private final Definitions definitions;

    OrdersController(
            OperatorRuns runs,
            KnownSyncs known,
            KnownConnections connections,
            Definitions definitions) {
        this.runs = runs;
        this.known = known;
        this.connections = connections;
        this.definitions = definitions;
    }

    @PostMapping
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(
            operationId = "startSync",
            summary = "Pull a connection's records of one model",
            description =
                    "Makes a run from the first page, also for a connection and model that was"
                            + " never pulled: for example because its definition is new, and"
                            + " workers are told not to begin by themselves.")
    @ApiResponse(responseCode = "202", description = "Made.", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "404", description = "The worker does not know this connection.")
    @ApiResponse(
            responseCode = "409",
            description = "A run is under way or paused, or nothing can be pulled; see detail.")
    SyncView start(@RequestBody SyncOrder order, Authentication caller) {
        return trigger(order.key(), false, caller);
    }

    @PostMapping("/{id}/trigger")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(
            operationId = "triggerSync",
            summary = "Run a sync anew",
            description =
                    "Makes a run from the first page; the run before may be completed, failed or"
                            + " ended. One that is under way is in the way, unless restart is"
                            + " true: then it ends, with the reason restarted_by_operator, what it"
                            + " published stays, and the new one begins once its worker has let"
                            + " go.")
    @ApiResponse(responseCode = "202", description = "Made.", useReturnTypeSchema = true)
    @ApiResponse(
            responseCode = "409",
            description =
                    "A run is under way and restart is not true, an operator paused the sync, or"
                            + " nothing can be pulled; see detail.")
    SyncView trigger(
            @Parameter(description = "The sync's id, as the list gives it.") @PathVariable UUID id,
            @Parameter(description = "Whether to give up a run that is under way and begin anew.")
                    @RequestParam(defaultValue = "false")
                    boolean restart,
            Authentication caller) {
        return trigger(known.sync(id).key(), restart, caller);
    }

    private SyncView trigger(SyncKey sync, boolean restart, Authentication caller) {
        refuseWithoutDefinition(sync);
        if (restart) {
            runs.restart(sync, Operator.of(caller));
        } else {
            runs.trigger(sync, Operator.of(caller));
        }
        return done(restart ? "restarted" : "triggered", sync, caller);
    }

    private void refuseWithoutDefinition(SyncKey sync) {
        List<String> models = definitions.modelsOf(connections.find(sync.connection()));
        if (!models.contains(sync.model())) {
            throw ApiProblem.of(
                    HttpStatus.CONFLICT,
                    "No definition pulls model '%s' of integration '%s'; those that do pull %s. Add one to tributary.worker.definitions."
                            .formatted(sync.model(), sync.connection().integration(), models));
        }
    }

    @PostMapping("/{id}/pause")
    @Operation(
            operationId = "pauseSync",
            summary = "Pause a sync",
            description =
                    "Takes the run out of its worker's hands, at its checkpoint; no run goes on or"
                            + " begins until an operator resumes, whatever becomes of the"
                            + " connection. One that is paused keeps its pause.")
    @ApiResponse(responseCode = "200", description = "Paused.", useReturnTypeSchema = true)
    SyncView pause(
            @Parameter(description = "The sync's id, as the list gives it.") @PathVariable UUID id,
            Authentication caller) {
        SyncKey sync = known.sync(id).key();
        runs.pause(sync, Operator.of(caller));
        return done("paused", sync, caller);
    }

    @PostMapping("/{id}/resume")
    @Operation(
            operationId = "resumeSync",
            summary = "Take a pause back",
            description =
                    "The run goes on at its checkpoint, at once. While its connection is broken it"
                            + " stays paused, for that reason.")
    @ApiResponse(responseCode = "200", description = "As it is now.", useReturnTypeSchema = true)
    @ApiResponse(
            responseCode = "409",
            description = "No operator paused it, and its connection is broken.")
    SyncView resume(
            @Parameter(description = "The sync's id, as the list gives it.") @PathVariable UUID id,
            Authentication caller) {
        SyncKey sync = known.sync(id).key();
        runs.resume(sync);
        return done("resumed", sync, caller);
    }

    private SyncView done(String order, SyncKey sync, Authentication caller) {
        LOGGER.atInfo()
                .addKeyValue("order", order)
                .addKeyValue("operator", Operator.of(caller))
                .addKeyValue("connection", sync.connection().encoded())
                .addKeyValue("model", sync.model())
                .log("an operator's order was carried out");
        return SyncView.of(known.sync(sync.id()));
    }
}
