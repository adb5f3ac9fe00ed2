package io.tributary.worker.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tributary.http.parameter.Cursor;
import io.tributary.http.parameter.Limit;
import io.tributary.worker.run.Run;
import io.tributary.worker.run.Sync;
import io.tributary.worker.run.SyncFilter;
import io.tributary.worker.run.Syncs;

import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** How the pulls are doing. */
@RestController
@RequestMapping("/api/syncs")
@Tag(name = "Syncs", description = "How the pulls of each connection and model are doing.")
class SyncsController {

    private final Syncs syncs;
    private final KnownSyncs known;

    SyncsController(Syncs syncs, KnownSyncs known) {
        this.syncs = syncs;
        this.known = known;
    }

    @GetMapping
    @Operation(
            operationId = "listSyncs",
            summary = "List syncs",
            description =
                    "One line for each connection and model that was ever pulled, those that match"
                            + " every filter given, in the order of their ids. Whoever follows"
                            + " 'next' to the end meets each that was there and matched all the"
                            + " time exactly once, however much changes meanwhile. A parameter"
                            + " that is not described here is refused.")
    SyncsView page(
            @Parameter(description = "Only of this environment.") @RequestParam(required = false)
                    @Nullable String environment,
            @Parameter(description = "Only of this integration (Nango's provider config key).")
                    @RequestParam(required = false)
                    @Nullable String integration,
            @Parameter(description = "Only of the connection with this id at Nango.")
                    @RequestParam(required = false)
                    @Nullable String connectionId,
            @Parameter(description = "Only of this model.") @RequestParam(required = false)
                    @Nullable String model,
            @Parameter(
                            description = "Only those whose latest run is in this status.",
                            schema =
                                    @Schema(
                                            allowableValues = {
                                                "running",
                                                "paused",
                                                "completed",
                                                "failed",
                                                "ended"
                                            }))
                    @RequestParam(required = false)
                    @Nullable String status,
            @Parameter(description = "The 'next' of the page before; left out for the first.")
                    @RequestParam(required = false)
                    @Nullable String cursor,
            @Parameter(
                            description = "The most syncs of one page.",
                            schema =
                                    @Schema(
                                            type = "integer",
                                            defaultValue = Limit.DEFAULT,
                                            minimum = "1",
                                            maximum = "" + Limit.MOST))
                    @RequestParam(defaultValue = Limit.DEFAULT)
                    int limit) {
        int most = Limit.checked(limit);
        List<Sync> found =
                syncs.page(
                        new SyncFilter(
                                Filters.part("environment", environment),
                                Filters.part("integration", integration),
                                Filters.part("connectionId", connectionId),
                                Filters.model(model),
                                Filters.status(status),
                                Cursor.parse(cursor, 1, place -> UUID.fromString(place.get(0))),
                                most + 1));
        boolean more = found.size() > most;
        List<Sync> shown = more ? found.subList(0, most) : found;
        return new SyncsView(
                shown.stream().map(SyncView::of).toList(),
                more ? Cursor.of(shown.getLast().key().id()) : null);
    }

    @GetMapping("/{id}")
    @Operation(
            operationId = "getSync",
            summary = "Show one sync",
            description = "The latest run with its live progress, and how fresh the data is.")
    SyncView one(
            @Parameter(description = "The sync's id, as the list gives it.") @PathVariable
                    UUID id) {
        return SyncView.of(known.sync(id));
    }

    @GetMapping("/{id}/runs")
    @Operation(
            operationId = "listRuns",
            summary = "List the runs of one sync",
            description = "All of them, the newest first.")
    RunsView runs(
            @Parameter(description = "The sync's id, as the list gives it.") @PathVariable UUID id,
            @Parameter(description = "The 'next' of the page before; left out for the first.")
                    @RequestParam(required = false)
                    @Nullable String cursor,
            @Parameter(
                            description = "The most runs of one page.",
                            schema =
                                    @Schema(
                                            type = "integer",
                                            defaultValue = Limit.DEFAULT,
                                            minimum = "1",
                                            maximum = "" + Limit.MOST))
                    @RequestParam(defaultValue = Limit.DEFAULT)
                    int limit) {
        Sync sync = known.sync(id);
        int most = Limit.checked(limit);
        List<Run> found =
                syncs.runs(sync.key(), Cursor.parse(cursor, 2, SyncsController::mark), most + 1);
        boolean more = found.size() > most;
        List<Run> shown = more ? found.subList(0, most) : found;
        Run last = more ? shown.getLast() : null;
        return new RunsView(
                shown.stream().map(RunView::of).toList(),
                last == null ? null : Cursor.of(last.createdAt(), last.id()));
    }

    private static Syncs.Mark mark(List<String> parts) {
        return new Syncs.Mark(Instant.parse(parts.get(0)), UUID.fromString(parts.get(1)));
    }
}
