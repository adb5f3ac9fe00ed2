import { connectIntegration } from './attempt.js';
import { failed } from './failures.js';
import type { Session } from './session.js';
import type { AttemptOptions, Outcome } from './types.js';

/** Several accounts one after the other, one click each: a browser gives one popup to one click. */
export interface ConnectQueue {
  /** What the next click connects; undefined at the end. */
  readonly next: string | undefined;
  /** Nango's keys that are still to come, the next one first. */
  readonly waiting: readonly string[];
  /** How those ended that were tried or left out, by Nango's key. */
  readonly outcomes: ReadonlyMap<string, Outcome>;
  /** Connects the next. Call it in the click itself. One that failed stays the next. */
  connectNext(options?: AttemptOptions): Promise<Outcome>;
  /** Leaves the next out. */
  skip(): void;
}

/**
 * @param session from `prepareConnect`
 * @param integrations Nango's keys, in order; each once
 */
export function connectMultipleIntegrations(session: Session, integrations: readonly string[]): ConnectQueue {
  const waiting = [...new Set(integrations)];
  const outcomes = new Map<string, Outcome>();
  return {
    get next() {
      return waiting[0];
    },
    get waiting() {
      return [...waiting];
    },
    outcomes,
    async connectNext(options = {}) {
      const integration = waiting[0];
      if (integration === undefined) {
        return failed('not_ready');
      }
      const outcome = await connectIntegration(session, integration, options);
      outcomes.set(integration, outcome);
      if (outcome.kind !== 'failed' && waiting[0] === integration) {
        waiting.shift();
      }
      return outcome;
    },
    skip() {
      const integration = waiting.shift();
      if (integration !== undefined && !outcomes.has(integration)) {
        outcomes.set(integration, failed('cancelled'));
      }
    },
  };
}
