package io.tributary.store.decision;

import io.tributary.events.Observation;
import io.tributary.events.Observation.ObservedConnection;
import io.tributary.events.Observation.Via;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A history of one partition: several connections, mixed, with repeats and late answers. */
public final class RandomInputs {

    /**
     * @param connection which of them
     */
    public record Step(int connection, Input input) {}

    private final Random random;
    private final List<Step> steps = new ArrayList<>();
    private final Map<Integer, List<Input>> byConnection = new HashMap<>();

    private RandomInputs(long seed) {
        this.random = new Random(seed);
    }

    public static List<Step> of(long seed, int connections, int length) {
        RandomInputs inputs = new RandomInputs(seed);
        for (long offset = 0; offset < length; offset++) {
            inputs.add(offset, connections);
        }
        return inputs.steps;
    }

    /** One in six is the repeat of an earlier input of its connection, as Nango or Kafka sends. */
    private void add(long offset, int connections) {
        int connection = random.nextInt(connections);
        List<Input> earlier = byConnection.computeIfAbsent(connection, _ -> new ArrayList<>());
        Input input =
                earlier.isEmpty() || random.nextInt(6) > 0
                        ? input(offset)
                        : again(earlier.get(random.nextInt(earlier.size())), offset);
        earlier.add(input);
        steps.add(new Step(connection, input));
    }

    static Input again(Input input, long offset) {
        return switch (input) {
            case Input.Authorized _ -> new Input.Authorized(offset);
            case Input.AuthorizationFailed f ->
                    new Input.AuthorizationFailed(offset, f.override(), f.error());
            case Input.RefreshFailed r -> new Input.RefreshFailed(offset, r.error());
            case Input.RefreshRecovered _ -> new Input.RefreshRecovered(offset);
            case Input.DeletionClaimed _ -> new Input.DeletionClaimed(offset);
            case Input.Seen seen -> new Input.Seen(offset, seen.observation());
            case Input.Missing missing -> new Input.Missing(offset, missing.observation());
            case Input.Parked _ -> new Input.Parked(offset);
            case Input.Restated s -> new Input.Restated(offset, s.generation(), s.told());
            case Input.Unrecognised _ -> new Input.Unrecognised(offset);
        };
    }

    private Input input(long offset) {
        return switch (random.nextInt(26)) {
            case 0, 1, 2, 3 -> new Input.Authorized(offset);
            case 4, 5 -> new Input.AuthorizationFailed(offset, random.nextBoolean(), "unknown");
            case 6, 7 -> new Input.RefreshFailed(offset, "refresh_token_external_error");
            case 8, 9 -> new Input.RefreshRecovered(offset);
            case 10, 11 -> new Input.DeletionClaimed(offset);
            case 12 -> new Input.Parked(offset);
            case 13 -> new Input.Unrecognised(offset);
            case 14 ->
                    new Input.Restated(
                            offset,
                            2 + (int) (offset / 60) + random.nextInt(2),
                            random.nextBoolean() ? Facts.first(connection(updatedAt())) : null);
            case 15, 16, 17, 18, 19, 20, 21 -> new Input.Seen(offset, present(offset));
            default -> new Input.Missing(offset, absent(offset));
        };
    }

    private Observation.Present present(long offset) {
        Via via = via();
        return new Observation.Present(
                late(offset),
                late(offset),
                via,
                walk(offset),
                connection(via == Via.LIST ? null : updatedAt()));
    }

    private Observation.Absent absent(long offset) {
        return new Observation.Absent(late(offset), late(offset), via(), walk(offset), "not_found");
    }

    private long late(long offset) {
        return Math.max(0, offset - random.nextInt(6));
    }

    private Via via() {
        return random.nextInt(4) == 0 ? Via.LIST : Via.SINGLE;
    }

    private @Nullable Long walk(long offset) {
        return random.nextBoolean() ? null : offset / 20;
    }

    private Instant updatedAt() {
        return Given.UPDATED.plusSeconds(random.nextInt(5));
    }

    /**
     * @param updatedAt the list does not tell it
     */
    private ObservedConnection connection(@Nullable Instant updatedAt) {
        return Given.seen(
                random.nextInt(8) == 0 ? 8 : 7,
                random.nextBoolean() ? Map.of() : Map.of("end_user_id", "u-" + random.nextInt(3)),
                null,
                random.nextInt(3) == 0 ? List.of("auth") : List.of(),
                updatedAt);
    }
}
