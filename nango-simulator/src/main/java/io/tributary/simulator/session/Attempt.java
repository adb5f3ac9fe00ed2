package io.tributary.simulator.session;

import io.tributary.simulator.account.Integration;

import tools.jackson.databind.node.ObjectNode;

/**
 * A user who is connecting an account in a session.
 *
 * @param connectionId of the connection that it will make, or make anew
 * @param connectionConfig what the connection will be configured with
 */
public record Attempt(
        ConnectSession session,
        Integration integration,
        String connectionId,
        ObjectNode connectionConfig) {}
