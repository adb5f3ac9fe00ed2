import type { SignInConfig } from './config.js';
import { embedded } from './sign-in-embedded.js';
import { paste } from './sign-in-paste.js';

/** Somebody who is signed in. */
export interface Signed {
  /** The bearer token as of now. */
  readonly bearer: () => string | Promise<string>;
  /** Undefined where it is not this page that one signs out of. */
  readonly signOut?: () => void | Promise<void>;
}

export interface SignIn {
  /** Who is signed in already, without asking anybody; null if nobody is. */
  begin(): Promise<Signed | null>;
  /** Shows what it takes to sign in, in the given place. */
  ask(place: HTMLElement, signed: (who: Signed) => void, reason?: string): void;
}

export async function signInBy(config: SignInConfig): Promise<SignIn> {
  switch (config.kind) {
    case 'oidc':
      return (await import('./sign-in-oidc.js')).oidc(config);
    case 'embedded':
      return embedded(config.origins);
    case 'paste':
      return paste();
  }
}
