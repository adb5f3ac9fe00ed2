import type { Integration } from '@tributary/connect';

/** What is going on with one integration in this page, beside what the server says of it. */
export type Step =
  | { readonly kind: 'rest' }
  /** The form is open; `problem` says what was wrong with what was sent. */
  | { readonly kind: 'form'; readonly problem?: string; readonly busy?: boolean }
  | { readonly kind: 'authorizing'; readonly stop: () => void }
  | { readonly kind: 'confirming' }
  | { readonly kind: 'failed'; readonly message: string }
  | { readonly kind: 'unconfirmed'; readonly message: string }
  | { readonly kind: 'disconnecting' };

export type Tone = 'good' | 'bad' | 'wait' | 'plain';

/** The word at a glance, and what it is painted as; the word alone must do. */
export function badge(integration: Integration, step: Step): { readonly word: string; readonly tone: Tone } {
  if (step.kind === 'authorizing' || step.kind === 'confirming' || step.kind === 'disconnecting') {
    return { word: 'In progress', tone: 'wait' };
  }
  switch (integration.connection?.status) {
    case 'active':
      return { word: 'Connected', tone: 'good' };
    case 'broken':
      return { word: 'Needs attention', tone: 'bad' };
    case 'pending':
      return { word: 'Waiting for confirmation', tone: 'wait' };
    default:
      return { word: 'Not connected', tone: 'plain' };
  }
}

/** One sentence on how it stands. */
export function sentence(integration: Integration, step: Step): string {
  const name = integration.displayName;
  switch (step.kind) {
    case 'authorizing':
      return `Continue in the window of ${name}. If you cannot see it, look behind this one.`;
    case 'confirming':
      return 'Waiting for confirmation. You can go on with something else.';
    case 'disconnecting':
      return 'Disconnecting …';
    case 'failed':
    case 'unconfirmed':
      return step.message;
    default:
      return rest(integration);
  }
}

function rest({ connection }: Integration): string {
  switch (connection?.status) {
    case 'active':
      return connection.since ? `Connected since ${day(connection.since)}` : 'Connected';
    case 'broken':
      return 'Access has ended. Reconnect to go on; nothing is lost.';
    case 'pending':
      return 'We are checking this connection.';
    default:
      return '';
  }
}

function day(instant: string): string {
  return new Date(instant).toLocaleDateString(document.documentElement.lang, { dateStyle: 'long' });
}

/** How one signs in there. `hosted`: only Nango's own page has the form for it. */
export function way(integration: Integration): 'popup' | 'api-key' | 'basic' | 'none' | 'hosted' {
  switch (integration.authMode) {
    case 'OAUTH1':
    case 'OAUTH2':
    case 'APP':
    case 'CUSTOM':
      return 'popup';
    case 'API_KEY':
      return 'api-key';
    case 'BASIC':
      return 'basic';
    case 'NONE':
      return 'none';
    default:
      return 'hosted';
  }
}

/** What of the user's an attempt takes along: to be asked for in a form first, or nothing. */
export function credentialsOf(integration: Integration | undefined): 'form' | { credentials?: 'none' } {
  switch (integration && way(integration)) {
    case 'api-key':
    case 'basic':
      return 'form';
    case 'none':
      return { credentials: 'none' };
    default:
      return {};
  }
}
