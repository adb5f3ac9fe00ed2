import { afterEach, beforeEach, expect, it, vi } from 'vitest';

import { connectMultipleIntegrations, prepareConnect, Tributary, type Session } from '../src/index.js';
import { connection, Fake } from './fake.js';
import { popups } from './popups.js';

let fake: Fake;
let session: Session;

beforeEach(async () => {
  fake = new Fake();
  const address = await fake.start();
  session = prepareConnect(new Tributary({ api: `${address}/api`, bearer: () => 'b' }));
  await session.renew();
});

afterEach(async () => {
  session.stop();
  vi.unstubAllGlobals();
  await fake.stop();
});

it('connects one account with each click', async () => {
  const opened = popups();
  fake.know(connection());
  fake.know(connection({ id: 'm', integration: 'mail', connectionId: 'nango-2' }));
  const queue = connectMultipleIntegrations(session, ['crm', 'mail', 'crm']);
  expect(queue.waiting).toEqual(['crm', 'mail']);

  for (const [at, id] of ['nango-1', 'nango-2'].entries()) {
    expect(opened).toHaveLength(at);
    const outcome = queue.connectNext();
    await vi.waitFor(() => expect(fake.sockets).toHaveLength(at + 1));
    fake.tell({ message_type: 'success', connection_id: id });
    expect(await outcome).toMatchObject({ kind: 'connected' });
  }

  expect(queue.next).toBeUndefined();
  expect([...queue.outcomes.keys()]).toEqual(['crm', 'mail']);
  expect(opened).toHaveLength(2);
  expect(await queue.connectNext()).toMatchObject({ kind: 'failed', reason: 'not_ready' });
});

it('keeps one that failed until it is tried again or left out', async () => {
  popups(false);
  const queue = connectMultipleIntegrations(session, ['crm', 'mail']);

  await queue.connectNext();
  expect(queue.next).toBe('crm');
  queue.skip();
  expect(queue.next).toBe('mail');
  queue.skip();

  expect(queue.next).toBeUndefined();
  expect(queue.outcomes.get('crm')).toMatchObject({ reason: 'popup_blocked' });
  expect(queue.outcomes.get('mail')).toMatchObject({ reason: 'cancelled' });
});
