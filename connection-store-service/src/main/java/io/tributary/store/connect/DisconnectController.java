package io.tributary.store.connect;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tributary.store.caller.Caller;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import java.util.UUID;

/** The end of a connection, by its owner. */
@RestController
@Tag(name = "Connections")
class DisconnectController {

    private final Disconnection disconnection;

    DisconnectController(Disconnection disconnection) {
        this.disconnection = disconnection;
    }

    /** What was done, and what will be. */
    @Schema(name = "Disconnection", description = "What was done, and what will happen.")
    record View(
            @Schema(description = "Tributary's own id of the connection.") UUID id,
            @Schema(
                            description = "What Nango said: done, or that there was nothing.",
                            allowableValues = {"deleted", "absent"})
                    String outcome,
            @Schema(description = "For people: when the connection will be gone here too.")
                    String next) {}

    @DeleteMapping("/api/connections/{id}")
    @Operation(
            operationId = "deleteConnection",
            summary = "Disconnect an account",
            description =
                    "By its owner, or any by a backend. Deletes at Nango, at once and for good, and"
                            + " has Nango asked whether it is gone; then the connection is deleted"
                            + " here, which its changes and events tell. The provider is not told.")
    @ApiResponse(responseCode = "202", description = "Nango has deleted it.")
    @ApiResponse(responseCode = "409", description = "It is not there any more.")
    @ApiResponse(responseCode = "429", description = "Nango's limit; Retry-After says how long.")
    @ApiResponse(responseCode = "502", description = "Nango refuses the store's API key.")
    @ResponseStatus(HttpStatus.ACCEPTED)
    View disconnect(
            @Parameter(description = "Tributary's own id, as the list gives it.") @PathVariable
                    UUID id,
            Caller caller) {
        return disconnection.of(id, caller);
    }
}
