import { prepareReconnect, type Integration, type Session, type Tributary } from '@tributary/connect';

/** Tokens for authorising connections anew: of broken ones at once, of others when their user comes near. */
export class ReconnectSessions {
  readonly #tributary: Tributary;
  readonly #changed: () => void;
  readonly #sessions = new Map<string, Session>();

  constructor(tributary: Tributary, changed: () => void) {
    this.#tributary = tributary;
    this.#changed = changed;
  }

  prepare(connection: string | undefined): Session | undefined {
    if (connection === undefined) {
      return undefined;
    }
    let session = this.#sessions.get(connection);
    if (!session) {
      session = prepareReconnect(this.#tributary, connection, this.#changed);
      this.#sessions.set(connection, session);
    }
    return session;
  }

  /** Whether a token is asked for and not there yet. */
  fetching(connection: string | undefined): boolean {
    const session = connection === undefined ? undefined : this.#sessions.get(connection);
    return session !== undefined && !session.usable && session.state.kind !== 'failed';
  }

  /** Nango's own page for it, once there is a token. */
  link(connection: string | undefined): string | undefined {
    return connection === undefined ? undefined : this.#sessions.get(connection)?.connectLink;
  }

  /** Lets go of those whose connection is gone. */
  keep(integrations: readonly Integration[]): void {
    const there = new Map(integrations.flatMap(({ connection }) => (connection ? [[connection.id, connection]] : [])));
    for (const [id, session] of this.#sessions) {
      if (!there.has(id)) {
        session.stop();
        this.#sessions.delete(id);
      }
    }
    for (const [id, { status }] of there) {
      if (status === 'broken') {
        this.prepare(id);
      }
    }
  }

  stop(): void {
    this.#sessions.forEach((session) => session.stop());
  }
}
