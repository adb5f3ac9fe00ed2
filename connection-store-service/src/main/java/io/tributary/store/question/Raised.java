package io.tributary.store.question;

import io.tributary.store.decision.Ask;

import java.util.UUID;

/**
 * What an input made of a connection's question.
 *
 * @param offset of the input
 * @param ask when; {@link Ask#NOTHING}: it is closed
 */
public record Raised(UUID connection, String environment, int partition, long offset, Ask ask) {}
