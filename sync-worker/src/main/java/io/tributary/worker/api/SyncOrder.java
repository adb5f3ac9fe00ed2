package io.tributary.worker.api;

import io.swagger.v3.oas.annotations.media.Schema;
import io.tributary.events.ConnectionKey;
import io.tributary.http.problem.ApiProblem;
import io.tributary.worker.run.SyncKey;

import org.jspecify.annotations.Nullable;

/** Which connection and model. */
@Schema(name = "SyncOrder", description = "Which connection, and what to pull from it.")
record SyncOrder(
        @Schema(
                        description = "Environment of the connection.",
                        requiredMode = Schema.RequiredMode.REQUIRED)
                @Nullable String environment,
        @Schema(
                        description = "Nango's provider config key.",
                        requiredMode = Schema.RequiredMode.REQUIRED)
                @Nullable String integration,
        @Schema(description = "Nango's connection id.", requiredMode = Schema.RequiredMode.REQUIRED)
                @Nullable String connectionId,
        @Schema(
                        description = "A model that a definition has for this integration.",
                        requiredMode = Schema.RequiredMode.REQUIRED)
                @Nullable String model) {

    SyncKey key() {
        return new SyncKey(
                connection(environment, integration, connectionId), model("model", model));
    }

    static ConnectionKey connection(
            @Nullable String environment,
            @Nullable String integration,
            @Nullable String connectionId) {
        return new ConnectionKey(
                needed("environment", Filters.part("environment", environment)),
                needed("integration", Filters.part("integration", integration)),
                needed("connectionId", Filters.part("connectionId", connectionId)));
    }

    private static String model(String name, @Nullable String model) {
        return needed(name, Filters.model(model));
    }

    private static String needed(String name, @Nullable String value) {
        if (value == null) {
            throw ApiProblem.parameter(name, name + " is missing");
        }
        return value;
    }
}
