import type { Credentials } from '@tributary/connect';

import { h } from './dom.js';

export interface FormView {
  readonly name: string;
  readonly id: string;
  readonly basic: boolean;
  readonly busy: boolean;
  readonly problem?: string | undefined;
  readonly onSubmit: (credentials: Credentials) => void;
  readonly onCancel: () => void;
}

/** Asks for an API key, or a user name and a password. What is typed goes to Nango and is kept nowhere. */
export function credentialsForm({ name, id, basic, busy, problem, onSubmit, onCancel }: FormView): HTMLFormElement {
  const help = `${id}-help`;
  const field = (label: string, key: string, type: string, first: boolean) => {
    const input = h('input', {
      id: `${id}-${key}`,
      type,
      required: true,
      autocomplete: 'off',
      autocapitalize: 'none',
      spellcheck: 'false',
      readonly: busy,
      'aria-describedby': help,
      'aria-invalid': problem !== undefined,
      'data-focus': first ? 'form' : undefined,
    });
    return { input, row: h('div', { class: 'field' }, h('label', { for: input.id }, label), input) };
  };
  const fields = basic
    ? [field('User name', 'user', 'text', true), field('Password', 'password', 'password', false)]
    : [field('API key', 'key', 'password', true)];
  const values = () => fields.map(({ input }) => input.value.trim());
  return h('form', { class: 'credentials', onsubmit: (event: SubmitEvent) => {
    event.preventDefault();
    const [first = '', second = ''] = values();
    if (!busy) {
      onSubmit(basic ? { username: first, password: second } : { apiKey: first });
    }
  } },
    ...fields.map(({ row }) => row),
    h('p', { id: help, class: problem ? 'error' : 'hint' },
      problem ?? `You find this in your settings at ${name}. It is stored by the connection service, not in this page.`),
    h('div', { class: 'actions' },
      h('button', { class: 'primary', type: 'submit', 'aria-disabled': busy, 'data-focus': 'submit' },
        busy ? 'Checking …' : 'Connect'),
      h('button', { type: 'button', onclick: onCancel, 'data-focus': 'cancel' }, 'Cancel'),
    ),
  );
}
