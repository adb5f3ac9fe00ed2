package io.tributary.store.api;

import io.swagger.v3.oas.annotations.media.Schema;
import io.tributary.http.parameter.Limit;
import io.tributary.http.problem.ApiProblem;
import io.tributary.store.parking.ParkedFilter;
import io.tributary.store.parking.ParkedInput;
import io.tributary.store.parking.RedriveOrder;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/** Which parked inputs to redrive. */
@Schema(
        name = "RedriveRequest",
        description =
                "Which parked inputs to put at the end of their topic again: either 'input', or"
                        + " 'filter' together with 'most'.")
record RedriveRequest(
        @Schema(description = "This one.") @Nullable One input,
        @Schema(description = "Those that match and were not redriven, the oldest first.")
                @Nullable Matching filter,
        @Schema(description = "With a filter: how many at most.", minimum = "1", maximum = "1000")
                @Nullable Integer most,
        @Schema(description = "True to be told how many and which, and nothing else.")
                @Nullable Boolean dryRun) {

    /** A place. */
    @Schema(name = "RedriveInput", description = "Where a parked input was on its topic.")
    record One(
            @Schema(description = "nango.inbox if left out.") @Nullable String topic,
            @Schema(
                            description = "Partition where it was.",
                            requiredMode = Schema.RequiredMode.REQUIRED)
                    @Nullable Integer partition,
            @Schema(
                            description = "Offset where it was.",
                            requiredMode = Schema.RequiredMode.REQUIRED)
                    @Nullable Long offset) {}

    /** A filter, as the list has it. */
    @Schema(
            name = "RedriveFilter",
            description = "Like the filters of the list; empty, it matches all.")
    record Matching(
            @Schema(description = "nango.inbox if left out.") @Nullable String topic,
            @Schema(description = "Only with this reason code.") @Nullable String reason,
            @Schema(description = "Only of this environment.") @Nullable String environment,
            @Schema(description = "Only with this key.") @Nullable String key,
            @Schema(description = "Only with this timestamp or a later one.")
                    @Nullable Instant from,
            @Schema(description = "Only with an earlier timestamp.") @Nullable Instant to) {}

    RedriveOrder order() {
        if (input != null && filter == null && most == null) {
            ParkedTopic.checked(input.topic());
            Integer partition = input.partition();
            Long offset = input.offset();
            if (partition == null || offset == null || partition < 0 || offset < 0) {
                throw ApiProblem.parameter(
                        "input", "input must have a partition and an offset, both 0 or more");
            }
            return new RedriveOrder.One(new ParkedInput.Place(partition, offset));
        }
        if (filter != null && input == null) {
            ParkedTopic.checked(filter.topic());
            ParkedTimes.check(filter.from(), filter.to());
            if (most == null || most < 1 || most > Limit.MOST) {
                throw ApiProblem.parameter("most", "most must be 1 to " + Limit.MOST);
            }
            return new RedriveOrder.Matching(
                    new ParkedFilter(
                            filter.reason(),
                            filter.environment(),
                            filter.key(),
                            filter.from(),
                            filter.to(),
                            false),
                    most);
        }
        throw ApiProblem.parameter(
                "input", "the body must have either 'input' or 'filter', and 'most' with a filter");
    }
}
