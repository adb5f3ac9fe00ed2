import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';

import { launch } from '../src/chromium.js';
import { IdentityProvider } from '../src/identity-provider.js';
import { look } from '../src/look.js';
import { newUser, stack } from '../src/stack.js';

let browser: Browser;

beforeAll(async () => {
  browser = await launch();
});

afterAll(async () => {
  await browser?.close();
});

/** The page as the store serves it where another way of signing in is configured; how it does, its own tests say. */
async function configured(page: Page, signIn: object, policy: (now: string) => string): Promise<void> {
  await page.route(`${stack.store}/connect/config.json`, async (route) => {
    const answer = await route.fetch();
    await route.fulfill({ response: answer, json: { ...(await answer.json()), signIn } });
  });
  await page.route(/\/connect\/(\?.*)?$/, async (route) => {
    const answer = await route.fetch();
    const headers = answer.headers();
    headers['content-security-policy'] = policy(headers['content-security-policy'] ?? '');
    await route.fulfill({ response: answer, headers });
  });
}

it('shows what it takes to sign in, and what was wrong with a token', async () => {
  const page = await browser.newPage();
  await page.goto(`${stack.store}/connect`);
  await page.getByLabel('Token').waitFor();
  await look(page, 'sign-in');
  await page.getByLabel('Token').fill('nonsense');
  await page.getByRole('button', { name: 'Sign in' }).click();

  await page.getByText('You are signed out').waitFor();
  await page.close();
});

it('signs in by OpenID Connect with PKCE, and leaves no code behind', async () => {
  const provider = await IdentityProvider.start(newUser('Ann'));
  // Chromium takes a page that a test hands it for one from far away, which may not call what is on this machine.
  const page = await browser.newPage({ permissions: ['local-network-access'] });
  await configured(
    page,
    { kind: 'oidc', issuer: provider.issuer, clientId: 'accounts', scope: 'openid profile email' },
    (policy) => policy.replace('connect-src', `connect-src ${provider.issuer}`),
  );
  await page.goto(`${stack.store}/connect/`);
  await page.getByRole('button', { name: 'Sign in' }).click();

  await expect.poll(() => page.locator('main').innerText(), { timeout: 15_000 }).toContain('Demo CRM');

  expect(page.url()).toBe(`${stack.store}/connect/`);
  expect(await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]))).toBe('[{},{}]');
  await page.close();
  provider.stop();
});

it('takes the token of the page around it, and of no other', async () => {
  const ann = newUser('Ann');
  const app = 'http://app.localhost';
  const page = await browser.newPage();
  await configured(page, { kind: 'embedded', origins: [app] }, (policy) =>
    policy.replace("frame-ancestors 'none'", `frame-ancestors ${app}`));
  for (const [host, shown] of [['http://evil.localhost', false], [app, true]] as const) {
    await page.route(`${host}/`, (route) => route.fulfill({
      contentType: 'text/html',
      body: `<iframe src="${stack.store}/connect/" style="width: 100%; height: 700px" title="Accounts"></iframe>
        <script>
          addEventListener('message', ({ data, source }) => data.type === 'tributary:token-wanted'
            && source.postMessage({ type: 'tributary:token', token: '${ann.token}' }, '*'));
        </script>`,
    }));
    const refused = page.waitForEvent('console', {
      predicate: (message) => message.text().includes('frame-ancestors'),
      timeout: shown ? 1 : 10_000,
    }).catch(() => undefined);
    await page.goto(`${host}/`);
    const heading = page.frameLocator('iframe').getByRole('heading', { name: 'Demo CRM', exact: true });
    if (shown) {
      await heading.waitFor();
    } else {
      expect(await refused).toBeDefined();
      expect(await heading.count()).toBe(0);
    }
  }
  await page.close();
});
