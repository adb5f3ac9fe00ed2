import { h } from './dom.js';

/** Says things to a screen reader that happen without a click, for instance that a connection was confirmed. */
export class Announcer {
  readonly element = h('p', { class: 'unseen', role: 'status', id: 'announcements' });

  say(words: string): void {
    this.element.textContent = '';
    // Words put back unchanged would not be read again.
    setTimeout(() => (this.element.textContent = words), 50);
  }
}
