import { InMemoryWebStorage, UserManager, WebStorageStateStore } from 'oidc-client-ts';

import type { SignInConfig } from './config.js';
import { h } from './dom.js';
import type { Signed, SignIn } from './sign-in.js';

type Oidc = Extract<SignInConfig, { kind: 'oidc' }>;

/** OpenID Connect's code flow with PKCE. Tokens stay in memory: a reload goes by the provider's own session. */
export function oidc({ issuer, clientId, scope }: Oidc): SignIn {
  const here = new URL('.', document.baseURI).href;
  const users = new UserManager({
    authority: issuer,
    client_id: clientId,
    redirect_uri: here,
    post_logout_redirect_uri: here,
    scope,
    userStore: new WebStorageStateStore({ store: new InMemoryWebStorage() }),
    stateStore: new WebStorageStateStore({ store: sessionStorage }),
    automaticSilentRenew: false,
    monitorSession: false,
  });

  const signed: Signed = {
    async bearer() {
      let user = await users.getUser();
      if (user?.refresh_token && (user.expires_in ?? Number.MAX_SAFE_INTEGER) < 30) {
        user = await users.signinSilent();
      }
      return user?.access_token ?? '';
    },
    async signOut() {
      // A provider without an end-session address is left as it is; this page forgets its user all the same.
      await users.signoutRedirect().catch(() => users.removeUser().then(() => location.reload()));
    },
  };

  return {
    async begin() {
      const asked = new URLSearchParams(location.search);
      if (!asked.has('state') || !(asked.has('code') || asked.has('error'))) {
        return null;
      }
      try {
        await users.signinRedirectCallback();
        return signed;
      } finally {
        // The code has been used; a reload must not send it again.
        history.replaceState(null, '', here);
      }
    },
    ask(place, _, reason) {
      const button = h('button', { class: 'primary', type: 'button' }, 'Sign in');
      const error = h('p', { role: 'alert', class: 'error' }, reason);
      button.addEventListener('click', () => {
        button.disabled = true;
        users.signinRedirect().catch(() => {
          button.disabled = false;
          error.textContent = 'The sign-in service cannot be reached. Please try again.';
        });
      });
      place.replaceChildren(
        h('section', { class: 'panel', 'aria-labelledby': 'sign-in' },
          h('h2', { id: 'sign-in' }, 'Sign in'),
          h('p', {}, 'Sign in to see and manage your connected accounts.'),
          error,
          button,
        ),
      );
    },
  };
}
