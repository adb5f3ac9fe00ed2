/**
 * Makes a verified webhook durable: which topic, key and headers it gets, the wait for the brokers'
 * acknowledgement, and the topics that must be there before the service is ready.
 */
@NullMarked
package io.tributary.ingress.durable;

import org.jspecify.annotations.NullMarked;
