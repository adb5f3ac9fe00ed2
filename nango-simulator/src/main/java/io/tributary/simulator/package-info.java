/**
 * A stand-in for a Nango server (0.71.4), for tests and for running without an account. It answers
 * the part of Nango's API that Tributary uses, signs and delivers webhooks the way a real server
 * was seen to, and has a provider of its own behind its proxy. Everything else about it is steered
 * through {@code /_control}, which is no part of Nango.
 */
@NullMarked
package io.tributary.simulator;

import org.jspecify.annotations.NullMarked;
