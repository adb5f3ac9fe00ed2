/**
 * How end users connect, reconnect and disconnect accounts: what there is to connect, session
 * tokens of Nango for a browser, and the deletion of what is no longer wanted. What a browser then
 * says is believed by nobody: a connection is there once Nango was asked about it, as always.
 *
 * <ul>
 *   <li>{@code GET /api/integrations}: what may be connected, and what the caller has connected.
 *   <li>{@code POST /api/integrations/session-token}: for 30 minutes whoever has the token connects
 *       accounts for its owner, who becomes the connections' tags. The answer names {@code apiUrl},
 *       where browsers reach that environment's Nango.
 *   <li>{@code POST /api/integrations/reconnect-token}: the same for one broken or live connection,
 *       whose tags and {@code webhook_url_override} are kept.
 *   <li>{@code DELETE /api/connections/{id}}: deletes at Nango, and puts a claim into the inbox:
 *       the connection ends once Nango has answered that it is gone. Afterwards it is nobody's, and
 *       its former owner gets 404.
 * </ul>
 *
 * Errors carry a {@code code} for programs: {@code integration_unknown}, {@code
 * integration_not_allowed}, {@code owner_refused}, {@code plan_limit}, {@code user_rate_limited},
 * {@code nango_rate_limited}, {@code nango_refuses_key}, {@code nango_refuses}, {@code
 * nango_unavailable}, {@code connection_gone}.
 */
@NullMarked
package io.tributary.store.connect;

import org.jspecify.annotations.NullMarked;
