import { h } from './dom.js';
import type { Signed, SignIn } from './sign-in.js';

/** What this page says to the one that embeds it, and what it is told. */
const WANTED = 'tributary:token-wanted';
const GIVEN = 'tributary:token';

/**
 * The embedding page hands over its user's token. Only the configured origins are listened to; what is said to the
 * embedding page holds no secret.
 */
export function embedded(origins: readonly string[]): SignIn {
  let token = '';
  let told: (() => void)[] = [];

  window.addEventListener('message', ({ origin, source, data }: MessageEvent<unknown>) => {
    if (source !== window.parent || !origins.includes(origin)) {
      return;
    }
    const { type, token: given } = (data ?? {}) as { type?: unknown; token?: unknown };
    if (type === GIVEN && typeof given === 'string' && given !== '') {
      token = given;
      told.splice(0).forEach((tell) => tell());
    }
  });

  const given = () => {
    window.parent.postMessage({ type: WANTED }, '*');
    return new Promise<void>((resolve) => told.push(resolve));
  };

  const signed: Signed = { bearer: () => token };

  return {
    begin: () => Promise.resolve(null),
    ask(place, tell, reason) {
      place.replaceChildren(
        h('section', { class: 'panel' },
          window.parent === window
            ? h('p', { role: 'alert' }, 'This page is part of another one. Please open it from there.')
            : h('p', { role: 'status' }, reason ?? 'Waiting for the page around this one to sign you in …'),
        ),
      );
      told = [];
      void given().then(() => tell(signed));
    },
  };
}
