package io.tributary.store.decision;

import io.tributary.events.ConnectionChange.Kind;
import io.tributary.events.ConnectionStatus;

import org.jspecify.annotations.Nullable;

/**
 * One published step of a connection's life, with what is true after it.
 *
 * @param error only while it is broken
 */
public record Change(
        Kind kind, ConnectionStatus status, Facts facts, @Nullable String error, long version) {}
