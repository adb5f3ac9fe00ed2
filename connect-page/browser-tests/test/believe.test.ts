import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';

import { launch } from '../src/chromium.js';
import { look } from '../src/look.js';
import { call, control, newUser, stack } from '../src/stack.js';
import { ready, Visit } from '../src/visit.js';

let browser: Browser;

beforeAll(async () => {
  browser = await launch();
});

afterAll(async () => {
  await browser?.close();
});

it('believes nothing of a connection that Nango never made', async () => {
  const eve = newUser('Eve');
  const visit = await Visit.begin(browser, eve);
  const { page } = visit;
  const forged = `forged-${eve.id}`;
  // Eve's own browser tells the page what Nango's socket would: that it worked.
  await page.routeWebSocket(/^ws/, (socket) => {
    socket.send(JSON.stringify({ message_type: 'connection_ack', ws_client_id: 'eve' }));
    socket.send(JSON.stringify({ message_type: 'success', provider_config_key: 'demo-crm', connection_id: forged }));
  });
  await page.clock.install();
  await ready(visit.button('Connect', 'Demo CRM'));
  await visit.button('Connect', 'Demo CRM').click();

  await visit.says('Demo CRM', /^Waiting for confirmation/);
  await look(page, 'waiting');
  await page.clock.runFor(61_000);
  await visit.says('Demo CRM', /could not confirm/);
  await look(page, 'unconfirmed');

  expect(await page.getByText('Connected since').count()).toBe(0);
  const known = await call(stack.operator, `${stack.store}/api/connections?connectionId=${forged}`);
  expect(known).toMatchObject({ status: 200, body: { connections: [] } });
  await visit.end();
});

it('has no call by which a browser could claim a connection', async () => {
  const eve = newUser('Eve');
  const claim = { integration: 'demo-crm', connectionId: `claimed-${eve.id}`, status: 'active' };
  for (const [method, path] of [
    ['POST', '/api/connections'],
    ['PUT', '/api/connections/4f8a2b1c-0000-5000-8000-000000000001'],
    ['POST', '/api/integrations'],
    ['POST', '/api/integrations/session-token'],
    ['POST', '/api/integrations/reconnect-token'],
    ['POST', '/api/connections/events'],
  ] as const) {
    const { status } = await call(eve.token, stack.store + path, method, claim);
    expect(status, `${method} ${path}`).toBeGreaterThanOrEqual(400);
    expect(status, `${method} ${path}`).toBeLessThan(500);
  }

  const known = await call(stack.operator, `${stack.store}/api/connections?connectionId=${claim.connectionId}`);
  expect(known).toMatchObject({ status: 200, body: { connections: [] } });
});

it('shows one user nothing of another, in the same browser one after the other', async () => {
  const ann = newUser('Ann');
  const first = await Visit.begin(browser, ann);
  await first.approve(first.button('Connect', 'Demo CRM'));
  await first.says('Demo CRM', /^Connected since/);
  await first.button('Sign out').click();
  await first.signIn(newUser('Bob'));

  await first.button('Connect', 'Demo CRM').waitFor();
  expect(await first.page.getByText('Connected since').count()).toBe(0);
  await first.end();
});

it('has the tokens of nobody in an address, nor in what the browser keeps', async () => {
  const ann = newUser('Ann');
  const addresses: string[] = [];
  const visit = await Visit.begin(browser, ann);
  visit.page.on('request', (request) => addresses.push(request.url()));
  await control('/connect-mishaps', {}, 'DELETE');
  await visit.approve(visit.button('Connect', 'Demo CRM'));
  await visit.says('Demo CRM', /^Connected since/);

  expect(addresses.length).toBeGreaterThan(2);
  expect(addresses.filter((address) => address.includes(ann.token))).toEqual([]);
  const kept = await visit.page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie]));
  expect(kept).toBe('[{},{},""]');
  await visit.end();
});
