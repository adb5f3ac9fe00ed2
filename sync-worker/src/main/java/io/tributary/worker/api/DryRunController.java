package io.tributary.worker.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tributary.events.ConnectionKey;
import io.tributary.worker.definition.Definition;
import io.tributary.worker.job.Diagnosis;
import io.tributary.worker.pull.DryRun;
import io.tributary.worker.pull.FirstPage;

import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Lets operators try a definition before it is configured. */
@RestController
@Tag(name = "Dry runs", description = "What a pull would publish.")
class DryRunController {

    private final DryRun dryRun;
    private final Diagnosis diagnosis;

    DryRunController(DryRun dryRun, Diagnosis diagnosis) {
        this.dryRun = dryRun;
        this.diagnosis = diagnosis;
    }

    @PostMapping("/api/syncs/dry-run")
    @Operation(
            operationId = "dryRun",
            summary = "Try what a pull would publish",
            description =
                    "Fetches the first page through Nango's proxy, within the budget of calls, and"
                            + " shows what a run would publish, where it would go on, and what"
                            + " would stop it. Writes nothing. What only Kafka can refuse, such as"
                            + " a record that is too large, is not tried.")
    DryRunView run(@RequestBody DryRunOrder order) {
        ConnectionKey connection = order.connection();
        Definition proposed = order.proposed();
        FirstPage page =
                proposed == null
                        ? dryRun.run(connection, order.configuredModel())
                        : dryRun.run(connection, proposed);
        return DryRunView.of(page, diagnosis);
    }
}
