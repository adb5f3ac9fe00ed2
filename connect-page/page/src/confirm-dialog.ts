import { h } from './dom.js';

/** Asks before something that cannot be taken back. Resolves to whether it shall be. */
export function confirmed(question: string, explanation: string, yes: string): Promise<boolean> {
  return new Promise((resolve) => {
    const dialog = h('dialog', { 'aria-labelledby': 'question', 'aria-describedby': 'explanation' },
      h('form', { method: 'dialog' },
        h('h2', { id: 'question' }, question),
        h('p', { id: 'explanation' }, explanation),
        h('div', { class: 'actions' },
          h('button', { value: 'no', autofocus: true }, 'Keep'),
          h('button', { value: 'yes', class: 'danger' }, yes),
        ),
      ),
    );
    dialog.addEventListener('close', () => {
      dialog.remove();
      resolve(dialog.returnValue === 'yes');
    });
    document.body.append(dialog);
    dialog.showModal();
  });
}
