import type { Credentials, Integration } from '@tributary/connect';

import { badge, sentence, way, type Step, type Tone } from './card-state.js';
import { credentialsForm } from './credentials-form.js';
import { h, icon, replace } from './dom.js';

export interface CardView {
  readonly integration: Integration;
  readonly step: Step;
  /** Whether a click on its button can be answered at once. */
  readonly ready: boolean;
  /** Nango's own page, where there is no form here. */
  readonly link?: string | undefined;
  /** Undefined where nothing is being chosen. */
  readonly chosen?: boolean | undefined;
}

export interface CardActions {
  connect(): void;
  reconnect(): void;
  disconnect(): void;
  submit(credentials: Credentials): void;
  cancelForm(): void;
  choose(chosen: boolean): void;
  /** The user is about to reach for a button. */
  near(): void;
}

const ICONS: Record<Tone, Parameters<typeof icon>[0]> = { good: 'check', bad: 'alert', wait: 'wait', plain: 'none' };

/** One integration: what it is, how it stands, what can be done. */
export class Card {
  readonly element: HTMLLIElement;
  readonly #heading = h('h2', { tabindex: -1 });
  readonly #badge = h('span');
  readonly #logo = h('div', { class: 'logo' });
  readonly #choice = h('div', { class: 'choice' });
  readonly #body = h('div', { class: 'body' });
  readonly #status = h('p', { class: 'sentence' });
  readonly #actions: CardActions;
  readonly #id: string;
  #shown = '';

  constructor(id: string, actions: CardActions) {
    this.#id = id;
    this.#actions = actions;
    this.#heading.id = `${id}-name`;
    this.element = h('li', {
      class: 'card',
      'aria-labelledby': this.#heading.id,
      onpointerenter: () => actions.near(),
      onfocusin: () => actions.near(),
    },
      h('div', { class: 'start' }, this.#choice, this.#logo),
      h('div', { class: 'text' }, h('div', { class: 'title' }, this.#heading, this.#badge), this.#status),
      this.#body,
    );
  }

  focus(): void {
    this.#heading.focus();
  }

  show(view: CardView): void {
    // What looks the same is left alone: a field keeps what was typed, a screen reader its place.
    const now = JSON.stringify(view);
    if (now === this.#shown) {
      return;
    }
    this.#shown = now;
    const { integration, step } = view;
    const { word, tone } = badge(integration, step);
    this.#heading.textContent = integration.displayName;
    this.#badge.className = `badge ${tone}`;
    this.#badge.replaceChildren(icon(ICONS[tone]), word);
    this.element.dataset['status'] = integration.connection?.status ?? 'none';
    this.element.dataset['step'] = step.kind;
    this.#showLogo(integration);
    this.#status.className = step.kind === 'failed' ? 'sentence error' : 'sentence';
    const words = sentence(integration, step);
    if (this.#status.textContent !== words) {
      this.#status.textContent = words;
    }
    replace(this.#choice, [this.#checkbox(view)], this.#heading);
    replace(this.#body, this.#content(view), this.#heading);
    if (step.kind === 'form' && !step.busy) {
      this.#body.querySelector<HTMLElement>('[data-focus="form"]')?.focus();
    }
  }

  #showLogo({ logo, displayName }: Integration): void {
    const letter = h('span', { 'aria-hidden': 'true' }, displayName.slice(0, 1).toUpperCase());
    if (!logo) {
      this.#logo.replaceChildren(letter);
    } else if (this.#logo.querySelector('img')?.getAttribute('src') !== logo && this.#logo.dataset['gone'] !== logo) {
      const picture = h('img', { src: logo, alt: '', width: 32, height: 32, referrerpolicy: 'no-referrer' });
      picture.addEventListener('error', () => {
        this.#logo.dataset['gone'] = logo;
        this.#logo.replaceChildren(letter);
      });
      this.#logo.replaceChildren(picture);
    }
  }

  #checkbox({ integration, chosen }: CardView): HTMLElement | null {
    if (chosen === undefined) {
      return null;
    }
    const box = h('input', {
      type: 'checkbox',
      'aria-label': `Connect ${integration.displayName}`,
      'data-focus': 'choice',
      onchange: () => this.#actions.choose(box.checked),
    });
    box.checked = chosen;
    return box;
  }

  #content(view: CardView): HTMLElement[] {
    const { integration, step, chosen } = view;
    if (chosen !== undefined) {
      return [];
    }
    switch (step.kind) {
      case 'form':
        return [credentialsForm({
          name: integration.displayName,
          id: this.#id,
          basic: way(integration) === 'basic',
          busy: step.busy ?? false,
          problem: step.problem,
          onSubmit: (credentials) => this.#actions.submit(credentials),
          onCancel: () => this.#actions.cancelForm(),
        })];
      case 'authorizing':
        return [h('div', { class: 'actions' }, this.#button('stop', 'Stop waiting', integration, step.stop))];
      case 'confirming':
      case 'disconnecting':
        return [h('div', { class: 'progress', 'aria-hidden': 'true' })];
      default:
        return [h('div', { class: 'actions' }, ...this.#buttons(view))];
    }
  }

  #buttons({ integration, ready, link }: CardView): HTMLElement[] {
    const connection = integration.connection;
    const hosted = way(integration) === 'hosted';
    const disconnect = () => this.#button('disconnect', 'Disconnect', integration, () => this.#actions.disconnect());
    if (connection && connection.status !== 'deleted') {
      const broken = connection.status === 'broken';
      const reconnect = this.#button('main', 'Reconnect', integration, () => this.#actions.reconnect(), {
        primary: broken,
      });
      const first = hosted ? this.#link('Reconnect', integration, link, broken) : [reconnect];
      return connection.status === 'pending' ? [] : [...first, disconnect()];
    }
    if (hosted) {
      return this.#link('Connect', integration, link, true);
    }
    return [
      this.#button('main', ready ? 'Connect' : 'Preparing …', integration, () => this.#actions.connect(), {
        primary: true,
        off: !ready,
      }),
    ];
  }

  #link(words: string, { displayName }: Integration, href: string | undefined, primary: boolean): HTMLElement[] {
    const style = primary ? 'button primary' : 'button';
    return href
      ? [h('a', { class: style, href, target: '_blank', rel: 'noopener', 'data-focus': 'main' },
          words, h('span', { class: 'unseen' }, ` ${displayName} in a new tab`))]
      : [];
  }

  /** One that is off can still be reached, so that focus does not jump and a reader says why. */
  #button(
    focus: string,
    words: string,
    { displayName }: Integration,
    action: () => void,
    { primary = false, off = false } = {},
  ): HTMLButtonElement {
    return h('button', {
      type: 'button',
      class: primary ? 'primary' : undefined,
      'data-focus': focus,
      'aria-disabled': off,
      onclick: () => off || action(),
    }, words, h('span', { class: 'unseen' }, ` ${displayName}`));
  }
}
