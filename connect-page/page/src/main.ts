import { Tributary } from '@tributary/connect';

import { App } from './app.js';
import { loadConfig, type Config } from './config.js';
import { h } from './dom.js';
import { signInBy, type Signed, type SignIn } from './sign-in.js';

const page = document.getElementById('page');
const place = h('main', { id: 'main', tabindex: -1 });
const account = h('div', { class: 'account' });

page?.replaceChildren(
  h('header', { class: 'top' },
    h('div', {}, h('h1', {}, 'Connected accounts'), h('p', { class: 'lead' }, 'Connect the accounts that you want to use here. You can disconnect each at any time.')),
    account,
  ),
  place,
);

function say(title: string, words: string): void {
  place.replaceChildren(h('section', { class: 'panel', role: 'alert' }, h('h2', {}, title), h('p', {}, words)));
}

function show(config: Config, signIn: SignIn, signed: Signed): void {
  const app = new App(
    new Tributary({ api: new URL('../api', document.baseURI), environment: config.environment, bearer: signed.bearer }),
    (error) => {
      app.stop();
      account.replaceChildren();
      const words = error.status === 403 ? error.message : 'You are signed out. Please sign in again.';
      signIn.ask(place, (anew) => show(config, signIn, anew), words);
    },
  );
  account.replaceChildren();
  if (signed.signOut) {
    account.append(h('button', { type: 'button', onclick: () => void signed.signOut?.() }, 'Sign out'));
  }
  void app.start(place);
}

async function begin(): Promise<void> {
  const config = await loadConfig();
  if (!config.signIn) {
    say('Not set up yet', 'Whoever runs this server has not said how one signs in here (tributary.page.sign-in).');
    return;
  }
  const signIn = await signInBy(config.signIn);
  const ask = (reason?: string) => signIn.ask(place, (signed) => show(config, signIn, signed), reason);
  try {
    const signed = await signIn.begin();
    if (signed) {
      show(config, signIn, signed);
    } else {
      ask();
    }
  } catch {
    ask('Signing in did not work. Please try again.');
  }
}

begin().catch(() => say('Something went wrong', 'The server cannot be reached. Please reload the page in a moment.'));
