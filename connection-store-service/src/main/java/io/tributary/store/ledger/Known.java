package io.tributary.store.ledger;

import io.tributary.store.decision.State;

import java.util.Map;
import java.util.UUID;

/**
 * The connections of a batch as the tables have them.
 *
 * @param states of those that could be read
 * @param unreadable those whose row is no state, with the kind of failure
 */
public record Known(Map<UUID, State> states, Map<UUID, String> unreadable) {}
