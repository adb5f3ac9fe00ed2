package io.tributary.worker.pull;

import io.tributary.events.ConnectionKey;
import io.tributary.worker.definition.Definition;
import io.tributary.worker.definition.EndpointCall;

/**
 * What is pulled, and how the provider is asked for it on behalf of one connection.
 *
 * @param connection on whose behalf
 * @param call the definition's endpoint, every placeholder filled in
 */
record Order(ConnectionKey connection, Definition definition, EndpointCall call) {}
