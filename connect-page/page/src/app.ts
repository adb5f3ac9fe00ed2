import {
  connectIntegration,
  prepareConnect,
  reconnectIntegration,
  TributaryError,
  type AttemptOptions,
  type Credentials,
  type Integration,
  type Outcome,
  type Session,
  type Tributary,
} from '@tributary/connect';

import { Announcer } from './announcer.js';
import { Card } from './card.js';
import { credentialsOf, sentence, way, type Step } from './card-state.js';
import { coalesced } from './coalesced.js';
import { confirmed } from './confirm-dialog.js';
import { h } from './dom.js';
import { QueuePanel } from './queue-panel.js';
import { ReconnectSessions } from './reconnect-sessions.js';

const REST: Step = { kind: 'rest' };
/** How long a disconnection may take to be confirmed, in milliseconds. */
const DISCONNECT_WITHIN = 60_000;

const keyOf = ({ environment, integration }: Integration) => `${environment}/${integration}`;
const connected = ({ connection }: Integration) => connection !== null && connection.status !== 'deleted';

/** All of a user's integrations: what the server says of each, and what is going on here. */
export class App {
  readonly #tributary: Tributary;
  readonly #session: Session;
  readonly #reconnects: ReconnectSessions;
  readonly #onRefused: (error: TributaryError) => void;
  readonly #announcer = new Announcer();
  readonly #list = h('ul', { class: 'cards' });
  readonly #note = h('div', { class: 'note', role: 'alert' });
  readonly #queue: QueuePanel;
  readonly #cards = new Map<string, Card>();
  readonly #steps = new Map<string, Step>();
  readonly #said = new Map<string, string>();
  readonly #ends: (() => void)[] = [];
  #integrations: Integration[] = [];
  readonly #read = coalesced(() => this.#readOnce());
  #lost = false;
  #stopped = false;

  constructor(tributary: Tributary, onRefused: (error: TributaryError) => void) {
    this.#tributary = tributary;
    this.#onRefused = onRefused;
    this.#session = prepareConnect(tributary, { onChange: () => this.#sessionChanged() });
    this.#reconnects = new ReconnectSessions(tributary, () => this.#show());
    this.#queue = new QueuePanel(this.#session, {
      attempt: (key, start) => void this.#attempt(key, start),
      changed: () => this.#show(),
    });
  }

  /** Shows everything in the given place and keeps it as the server says it is. */
  async start(place: HTMLElement): Promise<void> {
    place.replaceChildren(h('p', { class: 'loading', role: 'status' }, 'Loading your accounts …'));
    await this.#read();
    if (this.#stopped) {
      return;
    }
    place.replaceChildren(this.#announcer.element, this.#note, this.#queue.element, this.#list);
    const refresh = () => void this.#read();
    const seen = () => document.visibilityState === 'visible' && refresh();
    document.addEventListener('visibilitychange', seen);
    this.#ends.push(
      this.#tributary.watch({ connection: refresh, stale: refresh, refused: (error) => this.#refused(error) }),
      () => document.removeEventListener('visibilitychange', seen),
      () => this.#session.stop(),
      () => this.#reconnects.stop(),
    );
  }

  stop(): void {
    this.#stopped = true;
    this.#ends.splice(0).forEach((end) => end());
  }

  async #readOnce(): Promise<void> {
    try {
      this.#integrations = await this.#tributary.integrations();
      this.#lost = false;
    } catch (error) {
      this.#lost = true;
      this.#refused(error);
      this.#showNote();
      return;
    }
    for (const integration of this.#integrations) {
      this.#settle(integration);
    }
    this.#reconnects.keep(this.#integrations);
    this.#show();
  }

  #refused(error: unknown): void {
    if (this.#stopped) {
      return;
    }
    if (error instanceof TributaryError && (error.status === 401 || error.status === 403)) {
      this.#onRefused(error);
    }
  }

  /** What the server says ends what was waited for. */
  #settle(integration: Integration): void {
    const step = this.#step(integration);
    const isThere = connected(integration);
    if (
      (step.kind === 'disconnecting' && !isThere) ||
      (step.kind === 'unconfirmed' && integration.connection?.status === 'active')
    ) {
      this.#steps.set(keyOf(integration), REST);
    }
  }

  #step(integration: Integration): Step {
    return this.#steps.get(keyOf(integration)) ?? REST;
  }

  #become(key: string, step: Step): void {
    this.#steps.set(key, step);
    this.#show();
  }

  #sessionChanged(): void {
    const state = this.#session.state;
    if (state.kind === 'failed') {
      this.#refused(state.error);
    }
    this.#show();
  }

  /** Said once: an alert is read out whenever it is put there anew. */
  #showNote(): void {
    const state = this.#session.state;
    const words = this.#lost
      ? 'The server cannot be reached. What you see may be out of date; it is tried again by itself.'
      : state.kind === 'failed'
        ? `Accounts cannot be connected now: ${state.error.message}`
        : '';
    if (this.#note.textContent !== words) {
      this.#note.textContent = words;
    }
  }

  #show(): void {
    this.#showNote();
    const choosable = this.#integrations.filter((one) => !connected(one) && way(one) === 'popup');
    this.#queue.show(choosable, this.#session.usable);
    for (const integration of this.#integrations) {
      const key = keyOf(integration);
      const step = this.#step(integration);
      const id = integration.connection?.id;
      this.#card(key).show({
        integration,
        step,
        ready: connected(integration) ? !this.#reconnects.fetching(id) : this.#session.usable,
        link: connected(integration) ? this.#reconnects.link(id) : this.#session.connectLink,
        chosen: choosable.includes(integration) ? this.#queue.chosen(integration.integration) : undefined,
      });
      this.#announce(key, `${integration.displayName}: ${sentence(integration, step) || 'Not connected'}`);
    }
    const wanted = this.#integrations.map((one) => this.#card(keyOf(one)).element);
    if (wanted.length !== this.#list.children.length || wanted.some((one, at) => this.#list.children[at] !== one)) {
      this.#list.replaceChildren(...wanted);
    }
    if (wanted.length === 0) {
      this.#list.replaceChildren(h('li', { class: 'empty' }, 'There is nothing to connect yet.'));
    }
  }

  #announce(key: string, words: string): void {
    const before = this.#said.get(key);
    this.#said.set(key, words);
    if (before !== undefined && before !== words) {
      this.#announcer.say(words);
    }
  }

  #find(key: string): Integration | undefined {
    return this.#integrations.find((one) => keyOf(one) === key);
  }

  #card(key: string): Card {
    let card = this.#cards.get(key);
    if (!card) {
      const integration = key.slice(key.indexOf('/') + 1);
      card = new Card(`card-${this.#cards.size}`, {
        connect: () => this.#connect(key, integration),
        reconnect: () => this.#reconnect(key),
        disconnect: () => void this.#disconnect(key),
        submit: (credentials) => this.#submit(key, integration, credentials),
        cancelForm: () => this.#become(key, REST),
        choose: (chosen) => this.#queue.choose(integration, chosen),
        near: () => this.#reconnects.prepare(this.#find(key)?.connection?.id),
      });
      this.#cards.set(key, card);
    }
    return card;
  }

  #connect(key: string, integration: string): void {
    const how = credentialsOf(this.#find(key));
    if (how === 'form') {
      this.#become(key, { kind: 'form' });
    } else {
      void this.#attempt(key, (options) => connectIntegration(this.#session, integration, { ...options, ...how }));
    }
  }

  #reconnect(key: string): void {
    const session = this.#reconnects.prepare(this.#find(key)?.connection?.id);
    const how = credentialsOf(this.#find(key));
    if (how === 'form') {
      this.#become(key, { kind: 'form' });
    } else if (session?.usable) {
      void this.#attempt(key, (options) => reconnectIntegration(session, { ...options, ...how }));
    } else {
      // The button says that it is being prepared, and the next click finds the token in hand.
      this.#show();
    }
  }

  #submit(key: string, integration: string, credentials: Credentials): void {
    const found = this.#find(key);
    const anew = found && connected(found) ? this.#reconnects.prepare(found.connection?.id) : undefined;
    void this.#attempt(
      key,
      (options) =>
        anew
          ? reconnectIntegration(anew, { ...options, credentials })
          : connectIntegration(this.#session, integration, { ...options, credentials }),
      true,
    );
  }

  async #disconnect(key: string): Promise<void> {
    const integration = this.#find(key);
    const name = integration?.displayName ?? '';
    const question = `Disconnect ${name}?`;
    if (!integration?.connection || !(await confirmed(question, 'Access ends at once. You can connect it again at any time.', 'Disconnect'))) {
      return;
    }
    this.#become(key, { kind: 'disconnecting' });
    this.#card(key).focus();
    try {
      await this.#tributary.disconnect(integration.connection.id);
      setTimeout(() => {
        if (this.#steps.get(key)?.kind === 'disconnecting') {
          this.#become(key, { kind: 'failed', message: 'This takes longer than usual. The page will change by itself.' });
        }
      }, DISCONNECT_WITHIN);
      await this.#read();
    } catch (error) {
      this.#refused(error);
      this.#become(key, { kind: 'failed', message: `${name} could not be disconnected. Please try again.` });
    }
  }

  /** Runs in the click itself until the popup is open. */
  async #attempt(key: string, start: (options: AttemptOptions) => Promise<Outcome>, form = false): Promise<void> {
    const stop = new AbortController();
    const outcome = await start({
      signal: stop.signal,
      onPhase: (phase) => {
        const authorizing: Step = form ? { kind: 'form', busy: true } : { kind: 'authorizing', stop: () => stop.abort() };
        this.#become(key, phase === 'authorizing' ? authorizing : { kind: 'confirming' });
      },
    });
    if (outcome.kind === 'connected') {
      await this.#read();
      this.#become(key, REST);
    } else if (outcome.kind === 'unconfirmed') {
      this.#become(key, { kind: 'unconfirmed', message: outcome.message });
    } else if (form && ['credentials_rejected', 'credentials_missing', 'session_expired', 'not_ready'].includes(outcome.reason)) {
      this.#become(key, { kind: 'form', problem: outcome.message });
      this.#announcer.say(outcome.message);
    } else {
      this.#become(key, { kind: 'failed', message: outcome.message });
    }
  }
}
