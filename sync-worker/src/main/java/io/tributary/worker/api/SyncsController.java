package io.tributary.worker.api;

import io.tributary.worker.run.RunHistory;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import java.util.List;

/** {@code GET /api/syncs}: the newest runs first. */
@RestController
class SyncsController {

    /** In an object, so that it can grow. */
    record Syncs(List<SyncView> syncs) {}

    private final RunHistory history;

    SyncsController(RunHistory history) {
        this.history = history;
    }

    @GetMapping("/api/syncs")
    Syncs syncs(@RequestParam(defaultValue = "100") @Min(1) @Max(1000) int limit) {
        return new Syncs(history.newest(limit).stream().map(SyncView::of).toList());
    }
}
