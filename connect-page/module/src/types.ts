/** What Tributary and this module tell. Instants are ISO 8601 in UTC, as the server sends them. */

/** `pending`: claimed, Nango is being asked. `broken`: its user must authorise again. */
export type ConnectionStatus = 'pending' | 'active' | 'broken' | 'deleted';

/** A connection as Tributary knows it; `GET /api/connections/{id}`. */
export interface Connection {
  /** Tributary's own id, a UUID. */
  readonly id: string;
  readonly environment: string;
  /** Nango's key of the integration. */
  readonly integration: string;
  /** Nango's id of the connection; unique only within the two above. */
  readonly connectionId: string;
  readonly status: ConnectionStatus;
  readonly owner: Owner | null;
  readonly tags: Readonly<Record<string, string>> | null;
  /** Order what you are told of one connection by generation, then version. */
  readonly generation: number;
  readonly version: number;
}

/** Whose connection it is. */
export interface Owner {
  readonly endUserId: string | null;
  readonly email: string | null;
  readonly displayName: string | null;
  readonly organizationId: string | null;
}

/** What a user may connect, and what is connected; `GET /api/integrations`. */
export interface Integration {
  readonly environment: string;
  /** Nango's key of the integration. */
  readonly integration: string;
  readonly displayName: string;
  /** Address of a picture. */
  readonly logo: string | null;
  readonly provider: string;
  /** Nango's name of how one signs in there: `OAUTH2`, `API_KEY`, `BASIC`, `NONE` and others. */
  readonly authMode: string;
  readonly connection: {
    /** Tributary's id of it. */
    readonly id: string;
    readonly status: ConnectionStatus;
    readonly since: string | null;
  } | null;
}

/** What a form asks for instead of a popup. Nothing keeps it: it goes to Nango and nowhere else. */
export type Credentials =
  | { readonly apiKey: string }
  | { readonly username: string; readonly password: string }
  /** The integration needs none. */
  | 'none';

/** `authorizing`: the user is at the provider. `confirming`: Tributary asks Nango whether it is true. */
export type Phase = 'authorizing' | 'confirming';

export interface AttemptOptions {
  /** For integrations that need no popup. */
  readonly credentials?: Credentials;
  /** What a provider must know before, for example `{ subdomain: 'acme' }`. */
  readonly params?: Readonly<Record<string, string>>;
  /** How long the user may take at the provider, in milliseconds; ten minutes. */
  readonly authorizeWithin?: number;
  /** How long Tributary may take to confirm, in milliseconds; one minute. */
  readonly confirmWithin?: number;
  readonly onPhase?: (phase: Phase) => void;
  /** Aborting it closes the popup. */
  readonly signal?: AbortSignal;
}

/** How an attempt ended. It never rejects: every end is one of these. */
export type Outcome =
  /** Tributary asked Nango, and it is so. */
  | { readonly kind: 'connected'; readonly connection: Connection }
  /** The browser was told that it worked, and Tributary does not know of it yet. Believe nothing. */
  | { readonly kind: 'unconfirmed'; readonly integration: string; readonly message: string }
  | { readonly kind: 'failed'; readonly reason: FailureReason; readonly message: string };

export type FailureReason =
  | 'not_ready'
  | 'busy'
  | 'popup_blocked'
  | 'window_closed'
  | 'denied'
  | 'timed_out'
  | 'cancelled'
  | 'session_expired'
  | 'integration_not_allowed'
  | 'unknown_integration'
  | 'connection_gone'
  | 'credentials_missing'
  | 'credentials_rejected'
  | 'limit_reached'
  | 'provider_error'
  | 'misconfigured'
  | 'unreachable'
  | 'unknown';
