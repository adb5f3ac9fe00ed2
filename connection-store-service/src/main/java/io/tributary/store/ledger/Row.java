package io.tributary.store.ledger;

import io.tributary.events.ConnectionKey;
import io.tributary.store.decision.State;

/** A connection and what is known of it. */
record Row(ConnectionKey key, State state) {}
