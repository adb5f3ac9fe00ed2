package io.tributary.worker.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tributary.events.ConnectionKey;
import io.tributary.http.problem.ApiProblem;
import io.tributary.worker.connection.KnownConnections;
import io.tributary.worker.definition.Definition;
import io.tributary.worker.job.Diagnosis;
import io.tributary.worker.pull.DryRun;
import io.tributary.worker.pull.FirstPage;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Lets operators try a definition before it is configured. */
@RestController
@Tag(name = "Dry runs", description = "What a pull would publish.")
class DryRunController {

    private final DryRun dryRun;
    private final KnownConnections connections;
    private final Diagnosis diagnosis;

    DryRunController(DryRun dryRun, KnownConnections connections, Diagnosis diagnosis) {
        this.dryRun = dryRun;
        this.connections = connections;
        this.diagnosis = diagnosis;
    }

    @PostMapping("/api/syncs/dry-run")
    @Operation(
            operationId = "dryRun",
            summary = "Try what a pull would publish",
            description =
                    "Fetches the first page through Nango's proxy, within the budget of calls, and"
                            + " shows what a run would publish, where it would go on, and what"
                            + " would stop it. Writes nothing of Tributary's, but really calls the"
                            + " provider with the connection's credentials: a definition that"
                            + " posts really posts, whatever that does there. What only Kafka can"
                            + " refuse, such as a record that is too large, is not tried.")
    @ApiResponse(
            responseCode = "200",
            description = "What came of it, trouble included.",
            useReturnTypeSchema = true)
    @ApiResponse(
            responseCode = "404",
            description =
                    "The worker does not know this connection; then only what is configured is"
                            + " tried.")
    DryRunView run(@RequestBody DryRunOrder order) {
        ConnectionKey connection = order.connection();
        Definition proposed = order.proposed();
        if (proposed != null) {
            refuseIfUnknown(connection);
        }
        FirstPage page =
                proposed == null
                        ? dryRun.run(connection, order.configuredModel())
                        : dryRun.run(connection, proposed);
        return DryRunView.of(page, diagnosis);
    }

    /** What a caller makes up is sent only for connections that the store told of. */
    private void refuseIfUnknown(ConnectionKey connection) {
        if (connections.heardOf(connection).isEmpty()) {
            throw ApiProblem.of(
                    HttpStatus.NOT_FOUND,
                    "No change of this connection was ever read from nango.connections, and a"
                            + " 'definition' of the request is tried only on those. Look for it in"
                            + " the store's GET /api/connections: environment, integration and"
                            + " connectionId must be as there.");
        }
    }
}
