package io.tributary.simulator.forward;

import io.tributary.simulator.account.Environment;
import io.tributary.simulator.account.Integration;
import io.tributary.simulator.account.SigningKeys.Signer;
import io.tributary.simulator.connection.Connection;
import io.tributary.simulator.connection.ConnectionKey;
import io.tributary.simulator.connection.Connections;
import io.tributary.simulator.delivery.Webhook;
import io.tributary.simulator.delivery.WebhookSender;
import io.tributary.simulator.json.CanonicalJson;
import io.tributary.simulator.json.JsJson;
import io.tributary.simulator.wire.HeaderList;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

import tools.jackson.databind.node.ObjectNode;

import java.util.Optional;

/**
 * Passes a third party's webhook on to the app. If it names a connection of the integration, it is
 * wrapped; if not, it goes out bare. Who sent it is not checked, and both are signed.
 */
@Component
public final class ForwardRouting {

    private static final Logger LOGGER = LoggerFactory.getLogger(ForwardRouting.class);

    private final Connections connections;
    private final WebhookSender sender;

    ForwardRouting(Connections connections, WebhookSender sender) {
        this.connections = connections;
        this.sender = sender;
    }

    /**
     * Takes it, or does not: false if the provider has no routing script. Delivery is not waited
     * for. {@code JacksonException} if the body calls itself JSON and is not.
     */
    public boolean route(
            Environment environment,
            Integration integration,
            byte[] body,
            @Nullable String contentType,
            HeaderList headers) {
        if (!integration.settings().routingScript()) {
            return false;
        }
        if (body.length == 0) {
            LOGGER.atWarn()
                    .addKeyValue("integration", integration.uniqueKey())
                    .log("empty webhook of a third party lost, as a real server loses it");
            return true;
        }
        ThirdPartyBody parsed = ThirdPartyBody.parse(body, contentType);
        if (integration.settings().forwardWebhooks()) {
            sender.send(webhook(environment, integration, parsed, headers));
        }
        return true;
    }

    private Webhook webhook(
            Environment environment,
            Integration integration,
            ThirdPartyBody body,
            HeaderList headers) {
        return body.connectionId()
                .flatMap(id -> find(environment, integration, id))
                .map(connection -> wrapped(environment, integration, connection, body, headers))
                .orElseGet(
                        () ->
                                new Webhook(
                                        environment,
                                        new Webhook.Subject("forward", null, null),
                                        body.bare(),
                                        Signer.SERVER,
                                        headers,
                                        null));
    }

    private Optional<Connection> find(Environment environment, Integration integration, String id) {
        return ConnectionKey.isValidId(id)
                ? connections.find(
                        new ConnectionKey(environment.name(), integration.uniqueKey(), id))
                : Optional.empty();
    }

    private static Webhook wrapped(
            Environment environment,
            Integration integration,
            Connection connection,
            ThirdPartyBody body,
            HeaderList headers) {
        String id = connection.key().connectionId();
        ObjectNode envelope =
                JsJson.object()
                        .put("from", integration.provider())
                        .put("providerConfigKey", integration.uniqueKey())
                        .put("type", "forward")
                        .put("connectionId", id);
        envelope.set("payload", body.json());
        return new Webhook(
                environment,
                new Webhook.Subject("forward", null, id),
                CanonicalJson.write(envelope),
                Signer.SERVER,
                headers,
                connection.webhookUrlOverride());
    }
}
