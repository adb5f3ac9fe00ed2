package io.tributary.store.restate;

import io.tributary.events.ConnectionKey;
import io.tributary.events.Restatement;

/** One row of table {@code restatement}: what is to be told of a connection. */
public record Restated(ConnectionKey key, Restatement restatement) {}
