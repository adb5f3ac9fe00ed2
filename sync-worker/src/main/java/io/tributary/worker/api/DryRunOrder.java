package io.tributary.worker.api;

import io.swagger.v3.oas.annotations.media.Schema;
import io.tributary.events.ConnectionKey;
import io.tributary.http.problem.ApiProblem;
import io.tributary.worker.definition.Definition;
import io.tributary.worker.definition.ProposedDefinition;

import org.jspecify.annotations.Nullable;

import java.util.Map;

/** What to try. */
@Schema(
        name = "DryRunOrder",
        description = "Which connection, and what to try: a configured 'model', or a 'definition'.")
record DryRunOrder(
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
        @Schema(description = "A model that a configured definition has for this connection.")
                @Nullable String model,
        @Schema(
                        description =
                                "A definition that is not configured yet, with the members and"
                                        + " rules of tributary.worker.definitions.")
                @Nullable Map<String, Object> definition) {

    ConnectionKey connection() {
        return SyncOrder.connection(environment, integration, connectionId);
    }

    /** The definition to try; null if it is a configured one. */
    @Nullable Definition proposed() {
        if ((model == null) == (definition == null)) {
            throw ApiProblem.parameter(
                    "model", "the body must have either 'model' or 'definition'");
        }
        if (definition == null) {
            return null;
        }
        try {
            return ProposedDefinition.read(definition);
        } catch (IllegalArgumentException e) {
            throw ApiProblem.parameter("definition", String.valueOf(e.getMessage()), e);
        }
    }

    String configuredModel() {
        String name = Filters.model(model);
        return name == null ? "" : name;
    }
}
