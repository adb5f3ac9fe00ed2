import { h } from './dom.js';
import type { SignIn } from './sign-in.js';

/** A token pasted by hand, for trying things out; the server offers it in its local profile only. */
export function paste(): SignIn {
  return {
    begin: () => Promise.resolve(null),
    ask(place, signed, reason) {
      const token = h('textarea', {
        id: 'token',
        rows: 4,
        required: true,
        spellcheck: 'false',
        autocomplete: 'off',
        'aria-describedby': 'token-help',
      });
      const form = h('form', { class: 'panel', onsubmit: (event: SubmitEvent) => {
        event.preventDefault();
        const value = token.value.trim();
        if (value) {
          signed({ bearer: () => value, signOut: () => location.reload() });
        }
      } },
        h('h2', {}, 'Sign in'),
        reason ? h('p', { role: 'alert', class: 'error' }, reason) : null,
        h('label', { for: 'token' }, 'Token'),
        h('p', { id: 'token-help', class: 'hint' },
          'This is a local try-out: paste the token that ', h('code', {}, './start'), ' wrote to ',
          h('code', {}, '.local/dev-token'), '.'),
        token,
        h('div', { class: 'actions' }, h('button', { class: 'primary', type: 'submit' }, 'Sign in')),
      );
      place.replaceChildren(form);
    },
  };
}
