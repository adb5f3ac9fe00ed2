import Nango from '@nangohq/frontend';

import type { SessionToken } from './tributary.js';
import type { AttemptOptions, FailureReason } from './types.js';

/** What Nango's library told the browser. Anyone can make a browser say this. */
export type Claim =
  | { readonly kind: 'claimed'; readonly connectionId: string }
  | { readonly kind: 'failed'; readonly error: unknown }
  | { readonly kind: 'ended'; readonly reason: FailureReason };

const TEN_MINUTES = 10 * 60_000;
/** A popup that is still blank after this long has no socket; the library never says so. */
const BLANK = 20_000;

/**
 * One attempt with an object of its own, for the library's object holds one popup and one timer. A popup is opened
 * before this returns. Never rejects.
 */
export async function authorize(
  session: SessionToken,
  integration: string,
  reconnect: boolean,
  options: AttemptOptions,
): Promise<Claim> {
  if (options.signal?.aborted) {
    return { kind: 'ended', reason: 'cancelled' };
  }
  try {
    const attempt = new Nango({ host: session.apiUrl, connectSessionToken: session.token });
    const answer = call(attempt, integration, reconnect, options).then<Claim>(({ connectionId }) => ({
      kind: 'claimed',
      connectionId,
    }));
    return await Promise.race([answer, ourEnd(attempt, options, answer)]);
  } catch (error) {
    return { kind: 'failed', error };
  }
}

/** Starts in the caller's own call; what the library throws becomes a rejection. */
async function call(
  attempt: Nango,
  integration: string,
  reconnect: boolean,
  { credentials, params }: AttemptOptions,
): Promise<{ connectionId: string }> {
  const key = encodeURIComponent(integration);
  const config = params ? { params: { ...params } } : {};
  if (credentials === 'none') {
    return attempt.create(key, config);
  }
  const options = {
    ...config,
    ...(credentials ? { credentials: { ...credentials } } : {}),
    detectClosedAuthWindow: true,
  };
  return reconnect ? attempt.reconnect(key, options) : attempt.auth(key, options);
}

/** The library's promise may stay pending for ever: no socket, an error shown in the popup. */
function ourEnd(attempt: Nango, options: AttemptOptions, answer: Promise<unknown>): Promise<Claim> {
  return new Promise((resolve) => {
    const end = (reason: FailureReason) => {
      done();
      attempt.clear();
      resolve({ kind: 'ended', reason });
    };
    const tooLong = setTimeout(() => end('timed_out'), options.authorizeWithin ?? TEN_MINUTES);
    const noSocket = setTimeout(() => isBlank(attempt.win?.modal) && end('unreachable'), BLANK);
    const stop = () => end('cancelled');
    options.signal?.addEventListener('abort', stop);
    const done = () => {
      clearTimeout(tooLong);
      clearTimeout(noSocket);
      options.signal?.removeEventListener('abort', stop);
    };
    answer.then(done, done);
  });
}

function isBlank(popup: Window | undefined): boolean {
  try {
    return popup?.location.href === 'about:blank';
  } catch {
    return false; // It shows another site's page, which is none of ours to look at.
  }
}
