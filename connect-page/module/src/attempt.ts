import { authorize } from './authorize.js';
import { Confirmation, isLater } from './confirm.js';
import { failed, reasonOf } from './failures.js';
import type { Session } from './session.js';
import type { SessionToken } from './tributary.js';
import type { AttemptOptions, Connection, FailureReason, Outcome } from './types.js';

const UNCONFIRMED =
  'We could not confirm this connection yet. If it is real, it will appear here by itself in a few minutes.';

/** The one attempt that has a popup open: a second would leave the first without an end. */
let open = false;

/**
 * Connects one account. Call it in the click itself: a popup is opened before this returns. What the popup says is
 * believed only once Tributary has asked Nango.
 *
 * @param session from `prepareConnect`
 * @param integration Nango's key of it
 */
export function connectIntegration(
  session: Session,
  integration: string,
  options: AttemptOptions = {},
): Promise<Outcome> {
  const token = session.take();
  if (!token || session.connection !== undefined) {
    return Promise.resolve(failed('not_ready'));
  }
  return attempt(session, token, integration, options, (confirmation, claimed) =>
    confirmation.until(
      (connection) =>
        connection.integration === integration &&
        connection.connectionId === claimed &&
        connection.status === 'active',
      (tributary) => tributary.find(integration, claimed),
      options.confirmWithin,
    ),
  );
}

/**
 * Authorises a connection anew, a broken one or a sound one. Call it in the click itself.
 *
 * @param session from `prepareReconnect`, which says which connection
 */
export function reconnectIntegration(session: Session, options: AttemptOptions = {}): Promise<Outcome> {
  const token = session.take();
  const id = session.connection;
  if (!token?.integration || id === undefined) {
    return Promise.resolve(failed('not_ready'));
  }
  // Asked for once the popup is open, and answered long before a user has consented.
  let before: Promise<Connection | undefined> | undefined;
  const ended = attempt(session, token, token.integration, options, async (confirmation) => {
    const known = await before;
    return (
      known &&
      confirmation.until(
        (connection) => connection.id === id && connection.status === 'active' && isLater(connection, known),
        (tributary) => tributary.connection(id),
        options.confirmWithin,
      )
    );
  });
  before = session.tributary.connection(id).catch(() => undefined);
  return ended;
}

/** Runs synchronously until the popup is open. */
async function attempt(
  session: Session,
  token: SessionToken,
  integration: string,
  options: AttemptOptions,
  confirm: (confirmation: Confirmation, connectionId: string) => Promise<Connection | undefined>,
): Promise<Outcome> {
  if (open) {
    return failed('busy');
  }
  open = true;
  const reconnect = session.connection !== undefined;
  const claims = authorize(token, integration, reconnect, options).finally(() => {
    open = false;
  });
  const confirmation = new Confirmation(session.tributary);
  try {
    options.onPhase?.('authorizing');
    const claim = await claims;
    if (claim.kind !== 'claimed') {
      return refused(session, claim.kind === 'ended' ? claim.reason : reasonOf(claim.error));
    }
    options.onPhase?.('confirming');
    const connection = await confirm(confirmation, claim.connectionId);
    return connection
      ? { kind: 'connected', connection }
      : { kind: 'unconfirmed', integration, message: UNCONFIRMED };
  } finally {
    confirmation.stop();
  }
}

function refused(session: Session, reason: FailureReason): Outcome {
  // What the popup showed is not to be known; an expired session shows there and nowhere else.
  if (['session_expired', 'window_closed', 'timed_out'].includes(reason)) {
    void session.renew();
  }
  return failed(reason);
}
