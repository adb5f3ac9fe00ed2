package io.tributary.ingress.environment;

import io.tributary.nango.webhook.WebhookVerifier;

/**
 * One Nango environment.
 *
 * @param name as configured
 * @param verifier knows the keys that sign for it
 * @param rehearsal whether it is not Nango's but the service's own, before it is ready
 */
public record Environment(String name, WebhookVerifier verifier, boolean rehearsal) {}
