package io.tributary.simulator.connection;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

import java.util.Map;

/**
 * A credential given for a connection, by import or through a connect session, and what came with
 * it.
 *
 * @param tags as given; null wipes those that are there
 * @param endUser kept as it was if null
 * @param metadata null resets it
 * @param credentials null makes some up
 */
public record Grant(
        @Nullable Map<String, String> tags,
        @Nullable EndUser endUser,
        @Nullable JsonNode metadata,
        @Nullable JsonNode connectionConfig,
        @Nullable String webhookUrlOverride,
        @Nullable JsonNode credentials) {}
