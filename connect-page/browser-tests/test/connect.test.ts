import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { blocksPopups, launch } from '../src/chromium.js';
import { look } from '../src/look.js';
import { call, control, newUser, stack, type User } from '../src/stack.js';
import { ready, Visit } from '../src/visit.js';

let browser: Browser;
let ann: User;
let visit: Visit;

beforeAll(async () => {
  browser = await launch();
});

afterAll(async () => {
  await browser?.close();
});

beforeEach(async () => {
  ann = newUser('Ann');
  visit = await Visit.begin(browser, ann);
});

afterEach(async () => {
  await visit?.end();
});

/** Ann's connections as the API tells them. */
async function connections(integration: string, user: User = ann): Promise<any[]> {
  return (await call(user.token, `${stack.store}/api/connections?integration=${integration}`)).body.connections;
}

describe('connecting through the popup', () => {
  it('goes from waiting to connected by itself, belongs to its user, and its records arrive', async () => {
    await look(visit.page, 'list');
    const steps = await recordedSteps('Demo CRM');
    const popup = await visit.popup(visit.button('Connect', 'Demo CRM'));
    await visit.says('Demo CRM', /Continue in the window/);
    await look(visit.page, 'authorizing');
    await popup.getByRole('button', { name: 'Approve' }).click();

    await visit.says('Demo CRM', /^Connected since/);
    await look(visit.page, 'connected');
    const seen = (await steps()).filter((step) => step !== 'confirming active');
    expect(seen).toEqual(['rest none', 'authorizing none', 'confirming none', 'rest active']);

    const [connection, ...others] = await connections('demo-crm');
    expect(others).toEqual([]);
    expect(connection).toMatchObject({
      status: 'active',
      owner: { endUserId: ann.id, email: `${ann.id}@example.com`, displayName: 'Ann', organizationId: 'acme' },
    });
    expect(await connections('demo-crm', newUser('Bob'))).toEqual([]);
    const syncs = `${stack.worker}/api/syncs?connectionId=${encodeURIComponent(connection.connectionId)}`;
    await expect
      .poll(async () => (await call(stack.operator, syncs)).body.syncs?.[0], { timeout: 30_000 })
      .toMatchObject({ status: 'completed', model: 'Contact', records: 250 });
  });

  it('is done by keyboard alone', async () => {
    const button = visit.button('Connect', 'GitHub');
    await ready(button);
    for (let tabs = 0; !(await button.evaluate((it) => it === document.activeElement)); tabs++) {
      expect(tabs, 'presses of Tab').toBeLessThan(30);
      await visit.page.keyboard.press('Tab');
    }
    const opened = visit.page.waitForEvent('popup');
    await visit.page.keyboard.press('Enter');
    const popup = await opened;
    await popup.getByRole('button', { name: 'Approve' }).focus();
    await popup.keyboard.press('Enter');

    await visit.says('GitHub', /^Connected since/);

    await expect.poll(() => visit.page.locator('#announcements').textContent()).toMatch(/^GitHub: Connected since/);
    expect(await visit.page.evaluate(() => document.activeElement?.closest('.card')?.textContent)).toContain('GitHub');
  });

  it('says that access was denied', async () => {
    const popup = await visit.popup(visit.button('Connect', 'GitHub'));
    await popup.getByRole('button', { name: 'Deny' }).click();

    await visit.says('GitHub', /^Access was not granted/);
    await look(visit.page, 'denied');
    expect(await connections('github')).toEqual([]);
  });

  it('says that the window was closed', async () => {
    const popup = await visit.popup(visit.button('Connect', 'GitHub'));
    await popup.getByRole('button', { name: 'Deny' }).waitFor();
    await popup.close();

    await visit.says('GitHub', /window was closed/);
    await look(visit.page, 'window-closed');
  });

  it('says that the browser blocked the window', async () => {
    const button = visit.button('Connect', 'GitHub');
    await ready(button);
    // What no person clicked opens no window, once the last click is some seconds old. Past Playwright, whose own calls count
    // as clicks. npm's Chromium, a shell without windows, blocks nothing: there the answer of those that do is put in its place.
    await button.evaluate((it) => {
      (globalThis as any).unclicked = it;
    });
    const browserItself = await visit.context.newCDPSession(visit.page);
    await browserItself.send('Runtime.evaluate', {
      awaitPromise: true,
      userGesture: false,
      expression: `new Promise((done) => {
        const timer = setInterval(() => {
          if (!navigator.userActivation.isActive) {
            clearInterval(timer);
            ${blocksPopups(browser) ? '' : 'window.open = () => null;'}
            unclicked.click();
            done();
          }
        }, 100);
      })`,
    });

    await visit.says('GitHub', /^Your browser blocked the sign-in window/);
    await look(visit.page, 'blocked');
  });

  it('closes the popup when its user stops waiting', async () => {
    const popup = await visit.popup(visit.button('Connect', 'GitHub'));
    const closed = popup.waitForEvent('close');
    await visit.button('Stop waiting', 'GitHub').click();

    await visit.says('GitHub', /^Connecting was stopped/);
    await closed;
  });

  it('says that the provider had an error', async () => {
    await control('/connect-mishaps', { kind: 'PROVIDER_ERROR' });
    await visit.popup(visit.button('Connect', 'GitHub'));

    await visit.says('GitHub', /provider reported an error/);
    await look(visit.page, 'provider-error');
  });

  it('goes on after the session expired, which the popup alone was told', async () => {
    await ready(visit.button('Connect', 'GitHub'));
    await control('/connect-sessions/expire', {});
    const popup = await visit.popup(visit.button('Connect', 'GitHub'));
    await popup.getByText(/connect_session_token|session/i).first().waitFor();
    await popup.close();
    await visit.says('GitHub', /window was closed/);

    await visit.approve(visit.button('Connect', 'GitHub'));

    await visit.says('GitHub', /^Connected since/);
  });
});

describe('connecting with what its user types', () => {
  it('takes a right API key after a wrong one', async () => {
    const name = 'Demo CRM (API key)';
    await ready(visit.button('Connect', name));
    await visit.button('Connect', name).click();
    await look(visit.page, 'form');
    await visit.page.getByRole('textbox', { name: 'API key' }).fill('wrong-key');
    await visit.page.keyboard.press('Enter');
    await visit.says(name, /did not accept/);
    await look(visit.page, 'wrong-key');
    expect(await connections('demo-crm-key')).toEqual([]);

    await visit.page.getByRole('textbox', { name: 'API key' }).fill('right-key');
    await visit.page.keyboard.press('Enter');

    await visit.says(name, /^Connected since/);
    expect(await connections('demo-crm-key')).toMatchObject([{ status: 'active', owner: { endUserId: ann.id } }]);
  });

  it('says that the session expired, and has another at once', async () => {
    const name = 'Demo CRM (password)';
    await ready(visit.button('Connect', name));
    await visit.button('Connect', name).click();
    await control('/connect-sessions/expire', {});
    const send = async () => {
      await visit.page.getByRole('textbox', { name: 'User name' }).fill('ann');
      await visit.page.getByRole('textbox', { name: 'Password' }).fill('right-password');
      await visit.page.keyboard.press('Enter');
    };
    const renewed = visit.page.waitForResponse(/session-token/);
    await send();
    await visit.says(name, /open for too long/);
    await look(visit.page, 'expired');
    await renewed;

    await send();

    await visit.says(name, /^Connected since/);
  });

  it('connects what needs no credentials with one click', async () => {
    await ready(visit.button('Connect', 'Demo open data'));
    await visit.button('Connect', 'Demo open data').click();

    await visit.says('Demo open data', /^Connected since/);
  });
});

it('connects two accounts in a queue, one click each', async () => {
  await visit.button('Connect several').click();
  await visit.page.getByLabel('Connect HubSpot').check();
  await visit.page.getByLabel('Connect Slack').check();
  await look(visit.page, 'choosing');
  await visit.approve(visit.button('Connect 2 accounts'));
  await visit.page.getByText('Account 2 of 2: Slack').waitFor();
  await look(visit.page, 'queue');
  await visit.approve(visit.page.getByLabel('Connect several accounts').getByRole('button', { name: 'Connect Slack' }));

  await visit.says('HubSpot', /^Connected since/);
  await visit.says('Slack', /^Connected since/);
  expect(await connections('hubspot')).toHaveLength(1);
  expect(await connections('slack')).toHaveLength(1);
});

it('shows by itself that a connection broke, and keeps its tags when it is reconnected', async () => {
  await visit.approve(visit.button('Connect', 'Demo CRM'));
  await visit.says('Demo CRM', /^Connected since/);
  const [before] = await connections('demo-crm');
  await control('/connections/break', { integration: 'demo-crm', connectionId: before.connectionId });
  await visit.says('Demo CRM', /^Access has ended/);
  await look(visit.page, 'broken');

  await visit.approve(visit.button('Reconnect', 'Demo CRM'));

  await visit.says('Demo CRM', /^Connected since/);
  const [after] = await connections('demo-crm');
  expect(after).toMatchObject({ id: before.id, connectionId: before.connectionId, status: 'active', tags: before.tags });
  expect(Object.keys(before.tags).length).toBeGreaterThan(1);
  expect(after.version).toBeGreaterThan(before.version);
});

it('disconnects after asking', async () => {
  await visit.approve(visit.button('Connect', 'Demo CRM'));
  await visit.says('Demo CRM', /^Connected since/);
  await visit.button('Disconnect', 'Demo CRM').click();
  await visit.page.getByRole('dialog').waitFor();
  await look(visit.page, 'disconnecting');
  await visit.page.getByRole('dialog').getByRole('button', { name: 'Keep' }).click();
  await visit.says('Demo CRM', /^Connected since/);

  await visit.button('Disconnect', 'Demo CRM').click();
  await visit.page.getByRole('dialog').getByRole('button', { name: 'Disconnect' }).click();

  await visit.button('Connect', 'Demo CRM').waitFor();
  expect((await connections('demo-crm')).filter(({ status }) => status !== 'deleted')).toEqual([]);
});

/** What the card was seen to be, one after the other, since now. */
async function recordedSteps(name: string): Promise<() => Promise<string[]>> {
  await visit.card(name).evaluate((card) => {
    const data = (card as HTMLElement).dataset;
    const seen = ((globalThis as any).seen = [`${data['step']} ${data['status']}`]);
    new MutationObserver(() => {
      const now = `${data['step']} ${data['status']}`;
      if (seen.at(-1) !== now) {
        seen.push(now);
      }
    }).observe(card, { attributes: true });
  });
  return () => visit.page.evaluate(() => (globalThis as any).seen as string[]);
}
