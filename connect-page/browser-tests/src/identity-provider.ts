import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import type { User } from './stack.js';

/** An OpenID provider at which one user is signed in already, as strict about PKCE as a real one. */
export class IdentityProvider {
  readonly #challenges = new Map<string, string>();
  readonly #server = createServer((request, response) => {
    const asked = new URL(request.url ?? '', this.issuer);
    const json = (status: number, body: unknown) => {
      response.writeHead(status, { 'Content-Type': 'application/json', 'Access-Control-Allow-Origin': '*' });
      response.end(JSON.stringify(body));
    };
    if (asked.pathname === '/.well-known/openid-configuration') {
      json(200, {
        issuer: this.issuer,
        authorization_endpoint: `${this.issuer}/authorize`,
        token_endpoint: `${this.issuer}/token`,
        jwks_uri: `${this.issuer}/keys`,
      });
    } else if (asked.pathname === '/authorize') {
      const { state, redirect_uri, code_challenge, code_challenge_method, response_type } = Object.fromEntries(asked.searchParams);
      const code = `code-${this.#challenges.size}`;
      if (response_type !== 'code' || code_challenge_method !== 'S256' || !code_challenge) {
        json(400, { error: 'invalid_request' });
        return;
      }
      this.#challenges.set(code, code_challenge);
      // Not by a redirect: Playwright shows tests no request that one leads to.
      const back = JSON.stringify(`${redirect_uri}?${new URLSearchParams({ code, state: state ?? '' })}`);
      response.writeHead(200, { 'Content-Type': 'text/html' }).end(`<script>location.replace(${back})</script>`);
    } else if (asked.pathname === '/token') {
      void (async () => {
        let body = '';
        for await (const piece of request) {
          body += String(piece);
        }
        const given = new URLSearchParams(body);
        const code = given.get('code') ?? '';
        const hash = createHash('sha256').update(given.get('code_verifier') ?? '').digest('base64url');
        const right = this.#challenges.get(code) === hash;
        this.#challenges.delete(code);
        json(right ? 200 : 400, right ? this.#tokens(given.get('client_id') ?? '') : { error: 'invalid_grant' });
      })();
    } else {
      json(404, {});
    }
  });
  readonly #user: User;

  private constructor(user: User) {
    this.#user = user;
  }

  static async start(user: User): Promise<IdentityProvider> {
    const provider = new IdentityProvider(user);
    await new Promise<void>((resolve) => provider.#server.listen(0, '127.0.0.1', resolve));
    return provider;
  }

  get issuer(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  stop(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }

  #tokens(audience: string) {
    const now = Math.floor(Date.now() / 1000);
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const claims = { iss: this.issuer, sub: this.#user.id, aud: audience, iat: now, exp: now + 600 };
    return {
      access_token: this.#user.token,
      // In the code flow it comes from the provider itself, over the same channel as the access token.
      id_token: `${part({ alg: 'none' })}.${part(claims)}.`,
      token_type: 'Bearer',
      expires_in: 600,
      scope: 'openid profile email',
    };
  }
}
