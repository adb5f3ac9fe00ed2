/**
 * Who may call: environments with their keys and signing keys, integrations, scopes, and the limit
 * on the rate of calls that all of them share.
 */
@NullMarked
package io.tributary.simulator.account;

import org.jspecify.annotations.NullMarked;
