package io.tributary.store.api;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Reading connections. Ids are our own: Nango's may hold what no path may. */
@RestController
@RequestMapping("/api/connections")
class ConnectionsController {

    private static final int MOST = 1000;
    private static final Set<String> STATUSES = Set.of("pending", "active", "broken", "deleted");

    private final ConnectionReads reads;

    ConnectionsController(ConnectionReads reads) {
        this.reads = reads;
    }

    @GetMapping
    PageView page(
            @RequestParam(required = false) @Nullable String environment,
            @RequestParam(required = false) @Nullable String integration,
            @RequestParam(required = false) @Nullable String connectionId,
            @RequestParam(required = false) @Nullable String status,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "100") int limit) {
        if (limit < 1 || limit > MOST) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST, "limit must be 1 to " + MOST);
        }
        if (status != null && !STATUSES.contains(status)) {
            throw new ResponseStatusException(
                    HttpStatus.BAD_REQUEST, "status must be pending, active, broken or deleted");
        }
        List<ConnectionView> found =
                reads.page(
                        new ConnectionsFilter(
                                environment,
                                integration,
                                connectionId,
                                status,
                                Cursor.parse(cursor),
                                limit + 1));
        boolean more = found.size() > limit;
        List<ConnectionView> shown = more ? found.subList(0, limit) : found;
        return new PageView(shown, more ? Cursor.of(shown.getLast().id()) : null);
    }

    @GetMapping("/{id}")
    ConnectionView one(@PathVariable UUID id) {
        return reads.one(id).orElseThrow(ConnectionsController::unknown);
    }

    @GetMapping("/{id}/history")
    HistoryView history(@PathVariable UUID id) {
        one(id);
        return reads.history(id);
    }

    private static ResponseStatusException unknown() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND, "no connection has this id");
    }
}
