import { SharedWatch, type Listener } from './watch.js';
import type { Connection, Integration } from './types.js';

export interface TributarySettings {
  /** Where Tributary's API is, for example `https://accounts.example.com/api`. */
  readonly api: string | URL;
  /** The signed-in user's bearer token, asked for before each call; never put into an address. */
  readonly bearer: () => string | Promise<string>;
  /** Which of Tributary's environments; may be left out where there is one. */
  readonly environment?: string;
}

/** What Tributary's problem details said. */
export class TributaryError extends Error {
  override readonly name = 'TributaryError';

  /**
   * @param status of HTTP; 0 when there was no answer
   * @param retryAfter seconds to wait, where the server said so
   */
  constructor(
    message: string,
    readonly status: number,
    readonly retryAfter?: number,
  ) {
    super(message);
  }
}

export interface SessionToken {
  readonly token: string;
  readonly expiresAt: string;
  /** Nango's own hosted page for the same session. */
  readonly connectLink: string;
  /** Where browsers reach Nango. */
  readonly apiUrl: string;
}

/** The calls of Tributary's API that a user's browser makes. All reject with {@link TributaryError}. */
export class Tributary {
  readonly #environment: { readonly environment?: string };
  readonly #base: string;
  readonly #bearer: TributarySettings['bearer'];
  readonly #watch: SharedWatch;

  constructor(settings: TributarySettings) {
    this.#base = String(settings.api).replace(/\/+$/, '');
    this.#environment = settings.environment === undefined ? {} : { environment: settings.environment };
    this.#bearer = settings.bearer;
    this.#watch = new SharedWatch((signal) =>
      this.#send('GET', '/connections/events', { accept: 'text/event-stream', signal }),
    );
  }

  /** What may be connected, and what is. */
  async integrations(): Promise<Integration[]> {
    return (await this.#json<{ integrations: Integration[] }>('GET', `/integrations${this.#query()}`)).integrations;
  }

  async connection(id: string): Promise<Connection> {
    return this.#json('GET', `/connections/${encodeURIComponent(id)}`);
  }

  /** By Nango's names. */
  async find(integration: string, connectionId: string): Promise<Connection | undefined> {
    const query = this.#query({ integration, connectionId });
    const page = await this.#json<{ connections: Connection[] }>('GET', `/connections${query}`);
    return page.connections[0];
  }

  /** Asks for the end of a connection. It has ended when {@link watch} or a read says so. */
  async disconnect(id: string): Promise<void> {
    await this.#send('DELETE', `/connections/${encodeURIComponent(id)}`);
  }

  /** Tells of every change of the user's connections until the returned function is called. */
  watch(listener: Listener): () => void {
    return this.#watch.add(listener);
  }

  /** @internal */
  sessionToken(integrations?: readonly string[]): Promise<SessionToken> {
    return this.#json('POST', '/integrations/session-token', {
      ...this.#environment,
      ...(integrations ? { integrations } : {}),
    });
  }

  /** @internal */
  reconnectToken(connection: string): Promise<SessionToken & { integration: string }> {
    return this.#json('POST', '/integrations/reconnect-token', { connection });
  }

  #query(parameters: Readonly<Record<string, string>> = {}): string {
    const query = new URLSearchParams({ ...this.#environment, ...parameters }).toString();
    return query && `?${query}`;
  }

  async #json<T>(method: string, path: string, body?: unknown): Promise<T> {
    const answer = await this.#send(method, path, { body });
    return (await answer.json()) as T;
  }

  async #send(
    method: string,
    path: string,
    { body, accept = 'application/json', signal }: { body?: unknown; accept?: string; signal?: AbortSignal } = {},
  ): Promise<Response> {
    const headers = new Headers({ Accept: accept, Authorization: `Bearer ${await this.#bearer()}` });
    if (body !== undefined) {
      headers.set('Content-Type', 'application/json');
    }
    const answer = await fetch(this.#base + path, {
      method,
      headers,
      cache: 'no-store',
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      ...(signal ? { signal } : {}),
    }).catch((error: unknown) => {
      throw new TributaryError(`No answer from ${this.#base}: ${String(error)}`, 0);
    });
    if (!answer.ok) {
      throw await problem(answer);
    }
    return answer;
  }
}

async function problem(answer: Response): Promise<TributaryError> {
  const details = (await answer.json().catch(() => ({}))) as { title?: string; detail?: string };
  const wait = Number(answer.headers.get('Retry-After') ?? Number.NaN);
  return new TributaryError(
    details.detail ?? details.title ?? `The server answered ${answer.status}.`,
    answer.status,
    Number.isFinite(wait) ? wait : undefined,
  );
}
