import {
  connectMultipleIntegrations,
  type AttemptOptions,
  type ConnectQueue,
  type Integration,
  type Outcome,
  type Session,
} from '@tributary/connect';

import { h, replace } from './dom.js';

export interface QueueActions {
  /** Makes one attempt, in the click itself. */
  attempt(key: string, start: (options: AttemptOptions) => Promise<Outcome>): void;
  /** What is chosen changed. */
  changed(): void;
}

/** Several accounts in a row: choose them, then one click each. */
export class QueuePanel {
  readonly element = h('section', { class: 'queue', 'aria-label': 'Connect several accounts', tabindex: -1 });
  readonly #session: Session;
  readonly #actions: QueueActions;
  /** Null while nothing is being chosen. */
  #chosen: Set<string> | null = null;
  #queue: ConnectQueue | null = null;
  #total = 0;
  /** What is being connected now. */
  #current: Integration | undefined;
  #choosable: readonly Integration[] = [];
  #ready = false;
  #shown = '';

  constructor(session: Session, actions: QueueActions) {
    this.#session = session;
    this.#actions = actions;
  }

  /** Undefined while nothing is being chosen. */
  chosen(integration: string): boolean | undefined {
    return this.#chosen?.has(integration);
  }

  choose(integration: string, chosen: boolean): void {
    this.#chosen?.[chosen ? 'add' : 'delete'](integration);
    this.#actions.changed();
  }

  /**
   * @param choosable what can be chosen
   * @param ready whether a click can open a popup
   */
  show(choosable: readonly Integration[], ready: boolean): void {
    this.#choosable = choosable;
    this.#ready = ready;
    const next = this.#next();
    const now = JSON.stringify([
      this.#chosen && [...this.#chosen], next, this.#current !== undefined, this.#queue?.waiting, choosable.length > 1, ready,
    ]);
    if (now !== this.#shown) {
      this.#shown = now;
      const content = next ? this.#running(next) : this.#chosen ? this.#choosing(this.#chosen) : this.#offer();
      replace(this.element, content, this.element);
      this.element.classList.toggle('open', next !== undefined || this.#chosen !== null);
    }
  }

  /** What was connected in the meantime, from elsewhere, is left out. */
  #next(): Integration | undefined {
    for (let key = this.#queue?.next; key !== undefined && !this.#current; key = this.#queue?.next) {
      const next = this.#choosable.find(({ integration }) => integration === key);
      if (next) {
        return next;
      }
      this.#queue?.skip();
    }
    return this.#current;
  }

  #offer(): (HTMLElement | null)[] {
    return [
      this.#choosable.length > 1
        ? h('button', { type: 'button', 'data-focus': 'several', onclick: () => this.#set(new Set()) }, 'Connect several')
        : null,
    ];
  }

  #choosing(chosen: Set<string>): HTMLElement[] {
    const count = chosen.size;
    const off = count === 0 || !this.#ready;
    return [
      h('p', {}, 'Choose what to connect. You confirm each account with one click.'),
      h('div', { class: 'actions' },
        primary(count === 0 ? 'Connect' : count === 1 ? 'Connect 1 account' : `Connect ${count} accounts`, off,
          () => this.#start([...chosen])),
        h('button', { type: 'button', 'data-focus': 'several', onclick: () => this.#set(null) }, 'Cancel'),
      ),
    ];
  }

  #running(next: Integration): HTMLElement[] {
    const left = this.#queue?.waiting.length ?? 0;
    const busy = this.#current !== undefined;
    const off = busy || !this.#ready;
    return [
      h('p', { role: 'status' }, `Account ${this.#total - left + 1} of ${this.#total}: ${next.displayName}`),
      h('div', { class: 'actions' },
        primary(`Connect ${next.displayName}`, off, () => this.#go()),
        h('button', { type: 'button', 'data-focus': 'skip', 'aria-disabled': busy, onclick: () => busy || this.#skip() }, 'Skip'),
      ),
    ];
  }

  #set(chosen: Set<string> | null): void {
    this.#chosen = chosen;
    this.#actions.changed();
  }

  #start(integrations: string[]): void {
    this.#queue = connectMultipleIntegrations(this.#session, integrations);
    this.#total = integrations.length;
    this.#chosen = null;
    this.#go();
  }

  #go(): void {
    const queue = this.#queue;
    const next = this.#next();
    if (!queue || !next) {
      return;
    }
    this.#current = next;
    this.#actions.attempt(`${next.environment}/${next.integration}`, async (options) => {
      const outcome = await queue.connectNext(options);
      this.#current = undefined;
      this.#actions.changed();
      return outcome;
    });
    this.#actions.changed();
  }

  #skip(): void {
    this.#queue?.skip();
    this.#actions.changed();
  }
}

/** The way on; while it is off it says so and does nothing. */
function primary(words: string, off: boolean, act: () => void): HTMLElement {
  return h('button', {
    type: 'button',
    class: 'primary',
    'aria-disabled': off,
    'data-focus': 'go',
    onclick: () => off || act(),
  }, words);
}
