/**
 * The Nango environments whose webhooks are taken, each with the keys that sign for it. The name of
 * an environment comes from configuration and the URL path, never from a body.
 */
@NullMarked
package io.tributary.ingress.environment;

import org.jspecify.annotations.NullMarked;
