package io.tributary.store.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tributary.http.parameter.Cursor;
import io.tributary.http.parameter.Limit;
import io.tributary.http.problem.ApiProblem;
import io.tributary.store.caller.Caller;
import io.tributary.store.caller.Own;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import tools.jackson.databind.JsonNode;

import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Reading connections. Ids are our own: Nango's may hold what no path may. */
@RestController
@RequestMapping("/api/connections")
@Tag(name = "Connections", description = "What is true about connections, and how it came to be.")
class ConnectionsController {

    private static final Set<String> STATUSES = Set.of("pending", "active", "broken", "deleted");

    private final ConnectionReads reads;

    ConnectionsController(ConnectionReads reads) {
        this.reads = reads;
    }

    @GetMapping
    @Operation(
            operationId = "listConnections",
            summary = "List connections",
            description =
                    "Those that match every filter given, in the order of their ids; to an end"
                            + " user only their own. Whoever"
                            + " follows 'next' to the end meets each connection that was there and"
                            + " matched all the time exactly once, however much changes meanwhile."
                            + " A parameter that is not described here is refused.")
    PageView page(
            @Parameter(description = "Only of this environment.") @RequestParam(required = false)
                    @Nullable String environment,
            @Parameter(description = "Only of this integration (Nango's provider config key).")
                    @RequestParam(required = false)
                    @Nullable String integration,
            @Parameter(description = "Only with this id at Nango.") @RequestParam(required = false)
                    @Nullable String connectionId,
            @Parameter(
                            description = "Only in this status.",
                            schema =
                                    @Schema(
                                            allowableValues = {
                                                "pending", "active", "broken", "deleted"
                                            }))
                    @RequestParam(required = false)
                    @Nullable String status,
            @Parameter(description = "Only of this end user of the product.")
                    @RequestParam(required = false)
                    @Nullable String endUserId,
            @Parameter(description = "Only of this organization of the product.")
                    @RequestParam(required = false)
                    @Nullable String organizationId,
            @Parameter(
                            description =
                                    "Only with this tag, as name:value; given several times, with"
                                            + " all of them, at most 20. Like in the other filters,"
                                            + " U+0000 and lone surrogates are as U+FFFD.",
                            example = "plan:pro",
                            array = @ArraySchema(schema = @Schema(type = "string")))
                    @RequestParam(required = false)
                    @Nullable TagFilter tag,
            @Parameter(description = "The 'next' of the page before; left out for the first.")
                    @RequestParam(required = false)
                    @Nullable String cursor,
            @Parameter(
                            description = "The most connections of one page.",
                            schema =
                                    @Schema(
                                            type = "integer",
                                            defaultValue = Limit.DEFAULT,
                                            minimum = "1",
                                            maximum = "" + Limit.MOST))
                    @RequestParam(defaultValue = Limit.DEFAULT)
                    int limit,
            Caller caller) {
        if (status != null && !STATUSES.contains(status)) {
            throw ApiProblem.parameter(
                    "status", "status must be pending, active, broken or deleted");
        }
        int most = Limit.checked(limit);
        List<ConnectionView> found =
                reads.page(
                        new ConnectionsFilter(
                                caller.sees(),
                                environment,
                                integration,
                                connectionId,
                                status,
                                endUserId,
                                organizationId,
                                tag,
                                Cursor.parse(cursor, 1, place -> UUID.fromString(place.get(0))),
                                most + 1));
        boolean more = found.size() > most;
        List<ConnectionView> shown = more ? found.subList(0, most) : found;
        return new PageView(shown, more ? Cursor.of(shown.getLast().id()) : null);
    }

    @GetMapping("/{id}")
    @Operation(
            operationId = "getConnection",
            summary = "Show one connection",
            description =
                    "As the store knows it now; a deleted one is still shown, but to no end user:"
                            + " it is nobody's. Another user's is as if it were not there.")
    ConnectionView one(
            @Parameter(description = "Tributary's own id, as the list gives it.") @PathVariable
                    UUID id,
            Caller caller) {
        return reads.one(id, caller.sees())
                .orElseThrow(
                        () ->
                                ApiProblem.of(
                                        HttpStatus.NOT_FOUND,
                                        "No connection has this id. It is Tributary's own, as the"
                                                + " list gives it, not Nango's."));
    }

    @GetMapping("/{id}/history")
    @Operation(
            operationId = "getConnectionHistory",
            summary = "Show what happened to one connection",
            description =
                    "Every change that was published, oldest first, each with the input that it"
                            + " goes back to: topic, partition and offset. An end user is shown"
                            + " what happened while it was theirs; a page may then have fewer.")
    HistoryView history(
            @Parameter(description = "Tributary's own id, as the list gives it.") @PathVariable
                    UUID id,
            @Parameter(description = "The 'next' of the page before; left out for the first.")
                    @RequestParam(required = false)
                    @Nullable String cursor,
            @Parameter(
                            description = "The most changes of one page.",
                            schema =
                                    @Schema(
                                            type = "integer",
                                            defaultValue = Limit.DEFAULT,
                                            minimum = "1",
                                            maximum = "" + Limit.MOST))
                    @RequestParam(defaultValue = Limit.DEFAULT)
                    int limit,
            Caller caller) {
        one(id, caller);
        int most = Limit.checked(limit);
        List<HistoryView.Entry> found =
                reads.history(id, Cursor.parse(cursor, 2, ConnectionsController::place), most + 1);
        boolean more = found.size() > most;
        List<HistoryView.Entry> shown = more ? found.subList(0, most) : found;
        HistoryView.Entry last = more ? shown.getLast() : null;
        Own own = caller.sees();
        return new HistoryView(
                own == null ? shown : shown.stream().filter(one -> isOf(own, one)).toList(),
                last == null ? null : Cursor.of(last.generation(), last.version()));
    }

    /** What cannot be read back cannot be shown to be anyone's. */
    private static boolean isOf(Own own, HistoryView.Entry entry) {
        JsonNode change = entry.change();
        if (change == null) {
            return false;
        }
        JsonNode owner = change.path("connection").path("owner");
        return own.includes(
                owner.path("endUserId").stringValue(null),
                owner.path("organizationId").stringValue(null));
    }

    private static HistoryView.Place place(List<String> parts) {
        return new HistoryView.Place(Integer.parseInt(parts.get(0)), Long.parseLong(parts.get(1)));
    }
}
