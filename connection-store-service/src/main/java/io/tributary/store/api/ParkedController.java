package io.tributary.store.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tributary.http.parameter.Cursor;
import io.tributary.http.parameter.Limit;
import io.tributary.http.problem.ApiProblem;
import io.tributary.store.parking.ParkedCopies;
import io.tributary.store.parking.ParkedFilter;
import io.tributary.store.parking.ParkedInput;
import io.tributary.store.parking.ParkedList;
import io.tributary.store.parking.ParkedRecords;
import io.tributary.store.parking.Redrive;
import io.tributary.store.parking.RedriveOrder;
import io.tributary.store.parking.RedriveReport;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;

/** What operators see of parked inputs, and do with them. */
@RestController
@RequestMapping("/api/operations/parked")
@Tag(name = "Parked inputs", description = "What could not be handled, and how it gets another go.")
class ParkedController {

    private static final String OLDEST = "oldest";
    private static final String NEWEST = "newest";

    private final ParkedList list;
    private final ParkedCopies copies;
    private final Supplier<ParkedRecords> records;
    private final Redrive redrive;

    ParkedController(
            ParkedList list,
            ParkedCopies copies,
            Supplier<ParkedRecords> records,
            Redrive redrive) {
        this.list = list;
        this.copies = copies;
        this.records = records;
        this.redrive = redrive;
    }

    @GetMapping
    @Operation(
            operationId = "listParkedInputs",
            summary = "List parked inputs",
            description =
                    "Inputs that were put aside with their reason while others went on; each has"
                            + " raised a question about its connection, so that Nango's answer"
                            + " heals what it would have told.")
    ParkedPageView page(
            @Parameter(description = "Topic where they were; nango.inbox is the only one.")
                    @RequestParam(defaultValue = ParkedTopic.DEFAULT)
                    String topic,
            @Parameter(description = "Only with this reason code.", example = "malformed")
                    @RequestParam(required = false)
                    @Nullable String reason,
            @Parameter(description = "Only of this environment.") @RequestParam(required = false)
                    @Nullable String environment,
            @Parameter(
                            description = "Only with this key.",
                            example = "dev/github/user%40example.com")
                    @RequestParam(required = false)
                    @Nullable String key,
            @Parameter(description = "Only with this timestamp or a later one.")
                    @RequestParam(required = false)
                    @Nullable Instant from,
            @Parameter(description = "Only with an earlier timestamp.")
                    @RequestParam(required = false)
                    @Nullable Instant to,
            @Parameter(description = "Only those that were redriven (true), or were not (false).")
                    @RequestParam(required = false)
                    @Nullable Boolean redriven,
            @Parameter(
                            description = "Which come first.",
                            schema =
                                    @Schema(
                                            defaultValue = OLDEST,
                                            allowableValues = {OLDEST, NEWEST}))
                    @RequestParam(defaultValue = OLDEST)
                    String order,
            @Parameter(description = "The 'next' of the page before; left out for the first.")
                    @RequestParam(required = false)
                    @Nullable String cursor,
            @Parameter(
                            description = "The most inputs of one page.",
                            schema =
                                    @Schema(
                                            type = "integer",
                                            defaultValue = Limit.DEFAULT,
                                            minimum = "1",
                                            maximum = "" + Limit.MOST))
                    @RequestParam(defaultValue = Limit.DEFAULT)
                    int limit) {
        ParkedTopic.checked(topic);
        ParkedTimes.check(from, to);
        if (!order.equals(OLDEST) && !order.equals(NEWEST)) {
            throw ApiProblem.parameter("order", "order must be oldest or newest");
        }
        int most = Limit.checked(limit);
        ParkedList.Mark after = Cursor.parse(cursor, 4, parts -> mark(parts, order));
        copies.find();
        List<ParkedInput> found =
                list.page(
                        new ParkedFilter(reason, environment, key, from, to, redriven),
                        order.equals(NEWEST),
                        after,
                        most + 1);
        boolean more = found.size() > most;
        List<ParkedInput> shown = more ? found.subList(0, most) : found;
        return new ParkedPageView(
                shown.stream().map(ParkedView::of).toList(),
                more ? cursor(shown.getLast(), order) : null);
    }

    private static String cursor(ParkedInput last, String order) {
        ParkedList.Mark mark = ParkedList.Mark.of(last);
        return Cursor.of(order, mark.received(), mark.partition(), mark.offset());
    }

    private static ParkedList.Mark mark(List<String> parts, String order) {
        if (!parts.get(0).equals(order)) {
            throw new IllegalArgumentException("a cursor of another order");
        }
        return new ParkedList.Mark(
                Long.parseLong(parts.get(1)),
                Integer.parseInt(parts.get(2)),
                Long.parseLong(parts.get(3)));
    }

    @GetMapping("/{partition}/{offset}")
    @Operation(
            operationId = "getParkedInput",
            summary = "Show one parked input with its bytes",
            description = "Headers and bytes are read from the topic as long as it keeps them.")
    ParkedDetailView one(
            @Parameter(description = "Partition where it was on nango.inbox.") @PathVariable
                    int partition,
            @Parameter(description = "Offset where it was on nango.inbox.") @PathVariable
                    long offset) {
        copies.find();
        ParkedInput input =
                list.one(new ParkedInput.Place(partition, offset))
                        .orElseThrow(ParkedController::notParked);
        try (ParkedRecords bytes = records.get()) {
            return ParkedDetailView.of(input, bytes.of(input));
        }
    }

    @PostMapping("/redrive")
    @Operation(
            operationId = "redriveParkedInputs",
            summary = "Put parked inputs at the end of their topic again",
            description =
                    "A new record with the same key, bytes and headers, on the partition that the"
                            + " key decides; what came after the input before comes before it now."
                            + " Each input once, however often it is ordered; what is parked again"
                            + " is a new parked input, and its lineage is redriven at most three"
                            + " times. If the service is killed in between, a repeated call may"
                            + " append an input a second time, which changes nothing: a repeated"
                            + " claim only asks Nango again. Every order is logged with the"
                            + " token's subject.")
    @ApiResponse(responseCode = "200", description = "What came of it.", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "404", description = "Nothing is parked at the input's place.")
    @ApiResponse(responseCode = "409", description = "Its lineage was redriven three times.")
    @ApiResponse(responseCode = "410", description = "Neither topic has its bytes any more.")
    RedriveView redrive(@RequestBody RedriveRequest request, Authentication caller) {
        boolean dryRun = Boolean.TRUE.equals(request.dryRun());
        RedriveOrder order = request.order();
        RedriveReport report = redrive.run(order, dryRun, caller.getName());
        if (order instanceof RedriveOrder.One) {
            refused(report.outcomes().getFirst().result());
        }
        return RedriveView.of(dryRun, report);
    }

    private static void refused(RedriveReport.Result result) {
        switch (result) {
            case NOT_PARKED -> throw notParked();
            case USED_UP ->
                    throw ApiProblem.of(
                            HttpStatus.CONFLICT,
                            "This input was redriven three times and parked each time; a fourth"
                                + " would be no different. Its connection is healed by what Nango"
                                + " answers; remove the cause before its next input.");
            case GONE ->
                    throw ApiProblem.of(
                            HttpStatus.GONE,
                            "Its bytes are neither on nango.inbox nor on nango.inbox.parked any"
                                    + " more: both keep them for 90 days.");
            case WOULD_BE_REDRIVEN, REDRIVEN, ALREADY_REDRIVEN -> {}
        }
    }

    private static ApiProblem notParked() {
        return ApiProblem.of(
                HttpStatus.NOT_FOUND,
                "No input of nango.inbox at this partition and offset is parked. The place is where"
                        + " it was on nango.inbox, not on nango.inbox.parked.");
    }
}
