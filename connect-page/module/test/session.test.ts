import { afterEach, beforeEach, expect, it, vi } from 'vitest';

import { prepareConnect, Tributary, type Session, type SessionState } from '../src/index.js';
import { Fake } from './fake.js';

let fake: Fake;
let tributary: Tributary;
let session: Session | undefined;

beforeEach(async () => {
  fake = new Fake();
  const address = await fake.start();
  tributary = new Tributary({ api: `${address}/api`, bearer: async () => 'of-the-user' });
});

afterEach(async () => {
  session?.stop();
  vi.useRealTimers();
  await fake.stop();
});

const tokens = () => fake.calls.filter((call) => call.endsWith('session-token')).length;

it('has a token before anyone clicks, asked for with the bearer in its header', async () => {
  const states: SessionState[] = [];
  session = prepareConnect(tributary, { onChange: (state) => states.push(state) });
  expect(session.usable).toBe(false);

  await session.renew();

  expect(session.usable).toBe(true);
  expect(states.map(({ kind }) => kind)).toEqual(['ready']);
  expect(fake.bearers).toEqual(['Bearer of-the-user']);
  expect(fake.calls).toEqual(['POST /api/integrations/session-token']);
});

it('renews it five minutes before it expires', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] });
  session = prepareConnect(tributary);
  await session.renew();

  await vi.advanceTimersByTimeAsync(24 * 60_000);
  expect(tokens()).toBe(1);
  await vi.advanceTimersByTimeAsync(2 * 60_000);

  await vi.waitFor(() => expect(tokens()).toBe(2));
});

it('hands out none that is about to expire, and fetches another', async () => {
  fake.validity = 20_000;
  session = prepareConnect(tributary);
  await session.renew();
  expect(session.usable).toBe(false);

  fake.validity = 30 * 60_000;
  expect(session.take()).toBeUndefined();

  await vi.waitFor(() => expect(session?.usable).toBe(true));
});

it('says what the server said, and tries again when it asked to', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] });
  fake.refusal = { status: 429, detail: 'Too many, wait a little.', retryAfter: 40 };
  session = prepareConnect(tributary);
  await session.renew();
  expect(session.state).toMatchObject({ kind: 'failed', error: { status: 429, message: 'Too many, wait a little.' } });
  fake.refusal = undefined;

  await vi.advanceTimersByTimeAsync(39_000);
  expect(tokens()).toBe(1);
  await vi.advanceTimersByTimeAsync(2_000);

  await vi.waitFor(() => expect(session?.state.kind).toBe('ready'));
});

it('asks for nothing more once it is stopped', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] });
  session = prepareConnect(tributary);
  await session.renew();
  session.stop();

  await vi.advanceTimersByTimeAsync(60 * 60_000);

  expect(tokens()).toBe(1);
});
