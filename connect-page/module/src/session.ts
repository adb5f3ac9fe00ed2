import { TributaryError, type SessionToken, type Tributary } from './tributary.js';

export type SessionState =
  | { readonly kind: 'fetching' }
  | { readonly kind: 'ready'; readonly expiresAt: Date }
  /** It is tried again by itself. */
  | { readonly kind: 'failed'; readonly error: TributaryError };

export interface PrepareOptions {
  /** Nango's keys of what may be connected; all that the server allows if left out. */
  readonly integrations?: readonly string[];
  readonly onChange?: (state: SessionState) => void;
}

/** Renewed this long before it expires. */
const MARGIN = 5 * 60_000;
/** Not handed out when it has less than this left. */
const TOO_SHORT = 30_000;
const AFTER_FAILURE = 10_000;

/**
 * A Nango session token in hand, renewed before it expires: browsers open a popup only in the click's own call, so
 * nothing may have to be asked for then. {@link stop} it when its button goes.
 */
export class Session {
  /** @internal */
  readonly tributary: Tributary;
  /** @internal The connection to be authorised anew, if this is for a reconnect. */
  readonly connection: string | undefined;
  readonly #fetch: () => Promise<SessionToken & { integration?: string }>;
  readonly #onChange: (state: SessionState) => void;
  #held: (SessionToken & { integration?: string }) | undefined;
  #state: SessionState = { kind: 'fetching' };
  #asking: Promise<void> | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #stopped = false;

  /** @internal */
  constructor(
    tributary: Tributary,
    fetch: () => Promise<SessionToken & { integration?: string }>,
    onChange: (state: SessionState) => void,
    connection?: string,
  ) {
    this.tributary = tributary;
    this.connection = connection;
    this.#fetch = fetch;
    this.#onChange = onChange;
    void this.renew();
  }

  get state(): SessionState {
    return this.#state;
  }

  /** Whether a click can be answered at once. */
  get usable(): boolean {
    return this.#left() > TOO_SHORT;
  }

  /** Nango's own hosted page for this session, for what has no form here. */
  get connectLink(): string | undefined {
    return this.usable ? this.#held?.connectLink : undefined;
  }

  /** Fetches a new token; the old one serves until it is there. Never rejects: see {@link state}. */
  renew(): Promise<void> {
    this.#asking ??= this.#ask().finally(() => (this.#asking = undefined));
    return this.#asking;
  }

  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#timer);
  }

  /** @internal The token, or undefined where none is in hand: then one is fetched. */
  take(): (SessionToken & { integration?: string }) | undefined {
    if (this.usable) {
      return this.#held;
    }
    void this.renew();
    return undefined;
  }

  #left(): number {
    return this.#held ? Date.parse(this.#held.expiresAt) - Date.now() : 0;
  }

  async #ask(): Promise<void> {
    clearTimeout(this.#timer);
    try {
      this.#held = await this.#fetch();
      this.#become({ kind: 'ready', expiresAt: new Date(this.#held.expiresAt) });
      this.#later(Math.max(this.#left() - MARGIN, AFTER_FAILURE));
    } catch (error) {
      const known = error instanceof TributaryError ? error : new TributaryError(String(error), 0);
      if (!this.usable) {
        this.#become({ kind: 'failed', error: known });
      }
      this.#later(Math.max((known.retryAfter ?? 0) * 1_000, AFTER_FAILURE));
    }
  }

  #later(milliseconds: number): void {
    if (!this.#stopped) {
      this.#timer = setTimeout(() => void this.renew(), milliseconds);
    }
  }

  #become(state: SessionState): void {
    this.#state = state;
    if (!this.#stopped) {
      this.#onChange(state);
    }
  }
}

/** Gets ready to connect accounts: call it when the buttons are shown, not when one is clicked. */
export function prepareConnect(tributary: Tributary, options: PrepareOptions = {}): Session {
  const { integrations, onChange = () => {} } = options;
  return new Session(tributary, () => tributary.sessionToken(integrations), onChange);
}

/**
 * Gets ready to authorise one connection anew; nothing else can be done with it.
 *
 * @param connection Tributary's id of it
 */
export function prepareReconnect(
  tributary: Tributary,
  connection: string,
  onChange: (state: SessionState) => void = () => {},
): Session {
  return new Session(tributary, () => tributary.reconnectToken(connection), onChange, connection);
}
