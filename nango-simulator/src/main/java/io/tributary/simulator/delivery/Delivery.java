package io.tributary.simulator.delivery;

import java.util.UUID;

/** A webhook with its signature: every attempt carries the same bytes. */
record Delivery(UUID id, Webhook webhook, Signature signature) {

    static Delivery of(Webhook webhook) {
        return new Delivery(
                UUID.randomUUID(),
                webhook,
                Signature.of(
                        webhook.body(),
                        webhook.environment().signingKeys().keyOf(webhook.signer())));
    }
}
