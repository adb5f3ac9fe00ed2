package io.tributary.worker.pull;

import io.tributary.events.ConnectionKey;
import io.tributary.nango.api.ConnectionSettings;
import io.tributary.nango.api.SettingsAnswer;
import io.tributary.worker.connection.KnownConnection;
import io.tributary.worker.connection.KnownConnections;
import io.tributary.worker.definition.Choice;
import io.tributary.worker.definition.ConnectionFacts;
import io.tributary.worker.definition.Definition;
import io.tributary.worker.definition.Definitions;
import io.tributary.worker.definition.Unfillable;
import io.tributary.worker.environment.NangoEnvironment;

import org.springframework.stereotype.Component;

import java.util.function.BooleanSupplier;

/** Finds what to pull of a connection, and fills in what its definition leaves to it. */
@Component
class Orders {

    private final Definitions definitions;
    private final KnownConnections connections;
    private final NangoTurn turn;

    Orders(Definitions definitions, KnownConnections connections, NangoTurn turn) {
        this.definitions = definitions;
        this.connections = connections;
        this.turn = turn;
    }

    /** One call to Nango at most, and only if the definition needs what Nango alone knows. */
    Order of(ConnectionKey key, String model, BooleanSupplier stopping) {
        KnownConnection connection = connections.find(key);
        return fill(connection, definition(connection, model), stopping);
    }

    /** The same of a definition that need not be configured, but must be for this connection. */
    Order of(ConnectionKey key, Definition proposed, BooleanSupplier stopping) {
        KnownConnection connection = connections.find(key);
        if (!proposed.isFor(connection)) {
            throw PullFailed.unfit(
                    "definition_of_others",
                    "Definition '%s' is for integrations %s and providers %s; this connection is of integration '%s' and provider '%s'."
                            .formatted(
                                    proposed.name(),
                                    proposed.integrations(),
                                    proposed.providers(),
                                    key.integration(),
                                    connection.provider()));
        }
        return fill(connection, proposed, stopping);
    }

    private Order fill(
            KnownConnection connection, Definition definition, BooleanSupplier stopping) {
        ConnectionKey key = connection.key();
        ConnectionSettings settings =
                definition.endpoint().needsNango() ? settings(key, stopping) : null;
        try {
            return new Order(
                    key,
                    definition,
                    definition.endpoint().fill(new ConnectionFacts(connection, settings)));
        } catch (Unfillable e) {
            throw PullFailed.unfit(e.code(), e.sentence());
        }
    }

    private Definition definition(KnownConnection connection, String model) {
        return switch (definitions.choose(connection, model)) {
            case Choice.One(var definition) -> definition;
            case Choice.None() ->
                    throw new PullFailed(
                            new Trouble.NotConfigured(
                                    "definition_unknown",
                                    "This worker has no definition of model '%s' for integration '%s': add it to tributary.worker.definitions."
                                            .formatted(model, connection.key().integration())));
            case Choice.Several(var names) ->
                    throw PullFailed.unfit(
                            "definitions_conflict",
                            "Definitions %s all pull model '%s' of this connection (integration '%s', provider '%s'); their records would overwrite each other: let only one of them name its integration or provider, or give the others models of their own."
                                    .formatted(
                                            names,
                                            model,
                                            connection.key().integration(),
                                            connection.provider()));
        };
    }

    private ConnectionSettings settings(ConnectionKey key, BooleanSupplier stopping) {
        NangoEnvironment nango = turn.await(key.environment(), stopping);
        return switch (nango.api().connectionSettings(key.integration(), key.connectionId())) {
            case SettingsAnswer.Present(var settings, var rateLimit) -> {
                if (rateLimit != null) {
                    nango.budget().heed(rateLimit);
                }
                yield settings;
            }
            case SettingsAnswer.NoAnswer(var failure) -> {
                nango.budget().heed(failure);
                throw new PullFailed(new Trouble.OfNango(failure));
            }
        };
    }
}
