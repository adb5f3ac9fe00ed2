package io.tributary.store.decision;

import io.tributary.events.ConnectionChange.Kind;
import io.tributary.events.ConnectionStatus;

import java.util.List;

/**
 * Column "restated" of the table: an operator's rebuild replaced the tables, and what was published
 * of the connection differs from them.
 *
 * <table>
 * <caption>S: restated in a later generation than the row's; in any other: same</caption>
 * <tr><th>state</th><th>input</th><th>→ state</th><th>changes</th></tr>
 * <tr><td>active</td><td>S</td><td>active</td><td>{@code updated}</td></tr>
 * <tr><td>broken</td><td>S</td><td>broken</td><td>{@code updated}</td></tr>
 * <tr><td>none, pending, deleted</td><td>S with what was told</td><td>same</td>
 * <td>{@code deleted}</td></tr>
 * <tr><td>none, pending, deleted</td><td>S</td><td>same</td><td></td></tr>
 * </table>
 *
 * <p>In each the row's generation rises to the input's, which is what makes a repeat harmless.
 * Nothing is asked and nothing open is settled: what Nango has is no matter of the tables.
 */
final class Restating {

    private Restating() {}

    static Decision of(State state, Input.Restated input) {
        Trail trail = state.trail();
        if (input.generation() <= trail.generation()) {
            return Decision.same(state);
        }
        Trail at = trail.restatedIn(input.generation());
        Facts told = input.told();
        return switch (state) {
            case State.Active active ->
                    changed(
                            active.with(at.changed(1), active.doubts()),
                            new Change(
                                    Kind.UPDATED,
                                    ConnectionStatus.ACTIVE,
                                    active.facts(),
                                    null,
                                    at.version() + 1));
            case State.Broken broken ->
                    changed(
                            broken.with(at.changed(1), broken.doubts()),
                            new Change(
                                    Kind.UPDATED,
                                    ConnectionStatus.BROKEN,
                                    broken.facts(),
                                    broken.error(),
                                    at.version() + 1));
            case State.None _, State.Pending _, State.Deleted _ ->
                    told == null
                            ? Decision.same(with(state, at))
                            : changed(with(state, at.changed(1)), Departure.change(at, told));
        };
    }

    private static Decision changed(State state, Change change) {
        return new Decision(state, List.of(change), Ask.NOTHING);
    }

    private static State with(State state, Trail trail) {
        return switch (state) {
            case State.None _ -> new State.None(trail);
            case State.Pending pending -> new State.Pending(trail, pending.question());
            case State.Deleted _ -> new State.Deleted(trail);
            case State.Live live -> live.with(trail, live.doubts());
        };
    }
}
