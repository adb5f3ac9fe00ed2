import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import {
  connectIntegration,
  prepareConnect,
  prepareReconnect,
  reconnectIntegration,
  Tributary,
  type FailureReason,
  type Phase,
  type Session,
} from '../src/index.js';
import { connection, Fake } from './fake.js';
import { popups } from './popups.js';

let fake: Fake;
let address: string;
let tributary: Tributary;
const sessions: Session[] = [];

beforeEach(async () => {
  fake = new Fake();
  address = await fake.start();
  tributary = new Tributary({ api: `${address}/api/`, bearer: () => 'bearer' });
});

afterEach(async () => {
  sessions.splice(0).forEach((session) => session.stop());
  vi.unstubAllGlobals();
  await fake.stop();
});

async function prepared(): Promise<Session> {
  const session = prepareConnect(tributary);
  sessions.push(session);
  await session.renew();
  return session;
}

async function greeted(count = 1): Promise<void> {
  await vi.waitFor(() => expect(fake.sockets).toHaveLength(count));
}

const success = { message_type: 'success', provider_config_key: 'crm', connection_id: 'nango-1' };

describe('connecting through the popup', () => {
  it('opens the popup in the click itself, with nothing asked in between', async () => {
    const opened = popups();
    const session = await prepared();
    const asked = fake.calls.length;

    void connectIntegration(session, 'crm', { confirmWithin: 1 });

    expect(opened).toHaveLength(1);
    expect(fake.calls).toHaveLength(asked);
    await vi.waitFor(() =>
      expect(opened[0]?.location).toBe(`${address}/oauth/connect/crm?connect_session_token=token-1&ws_client_id=c1`),
    );
    fake.tell(success);
  });

  it('believes the browser only once Tributary knows of it', async () => {
    popups();
    const phases: Phase[] = [];
    const outcome = connectIntegration(await prepared(), 'crm', { onPhase: (phase) => phases.push(phase) });
    await greeted();
    fake.tell(success);
    await vi.waitFor(() => expect(phases).toEqual(['authorizing', 'confirming']));
    const early = await Promise.race([outcome, new Promise((resolve) => setTimeout(() => resolve('waiting'), 100))]);
    expect(early).toBe('waiting');

    fake.know(connection());

    expect(await outcome).toEqual({ kind: 'connected', connection: connection() });
  });

  it('takes an event that came before the browser was told', async () => {
    popups();
    const outcome = connectIntegration(await prepared(), 'crm');
    await greeted();
    await vi.waitFor(() => expect(fake.openStreams).toBe(1));
    fake.know(connection());
    fake.tell(success);

    expect(await outcome).toMatchObject({ kind: 'connected' });
  });

  it('asks again and again where events do not flow', async () => {
    popups();
    fake.events = false;
    const outcome = connectIntegration(await prepared(), 'crm');
    await greeted();
    fake.tell(success);
    await vi.waitFor(() => expect(fake.calls).toContain('GET /api/connections'));
    fake.know(connection());

    expect(await outcome).toMatchObject({ kind: 'connected' });
  });

  it.each([
    ['another connection', { id: 'x', connectionId: 'nango-2' }],
    ['another integration', { id: 'x', integration: 'mail' }],
    ['one that is not confirmed', { status: 'pending' as const }],
  ])('is not satisfied by %s', async (_, changes) => {
    popups();
    fake.know(connection(changes));
    const outcome = connectIntegration(await prepared(), 'crm', { confirmWithin: 300 });
    await greeted();
    fake.tell(success);

    expect(await outcome).toMatchObject({ kind: 'unconfirmed', integration: 'crm' });
  });

  it.each<[string, string, FailureReason]>([
    ['callback_err', 'no code; error: access_denied; error_description: no', 'denied'],
    ['callback_err', 'no code; error: server_error', 'provider_error'],
    ['unknown_err', 'token exchange failed', 'provider_error'],
    ['provider_config_err', 'no client id', 'misconfigured'],
    ['connection_validation_failed', 'refused', 'credentials_rejected'],
    ['resource_capped', 'too many', 'limit_reached'],
    ['never heard of', '', 'unknown'],
  ])('has a sentence for %s (%s)', async (type, description, reason) => {
    popups();
    const outcome = connectIntegration(await prepared(), 'crm');
    await greeted();
    fake.tell({ message_type: 'error', error_type: type, error_desc: description });

    const end = await outcome;
    expect(end).toMatchObject({ kind: 'failed', reason });
    expect(JSON.stringify(end)).not.toContain(description || 'nothing to hide');
  });

  it('notices a closed window, and renews the token, for what the window showed is not to be known', async () => {
    const opened = popups();
    const outcome = connectIntegration(await prepared(), 'crm');
    await greeted();
    opened[0]?.close();

    expect(await outcome).toMatchObject({ kind: 'failed', reason: 'window_closed' });
    await vi.waitFor(() => expect(fake.calls.filter((call) => call.endsWith('session-token'))).toHaveLength(2));
  });

  it('says that a popup was blocked', async () => {
    popups(false);

    expect(await connectIntegration(await prepared(), 'crm')).toMatchObject({ reason: 'popup_blocked' });
  });

  it('gives up in its own time and closes the popup', async () => {
    const opened = popups();

    const outcome = await connectIntegration(await prepared(), 'crm', { authorizeWithin: 50 });

    expect(outcome).toMatchObject({ reason: 'timed_out' });
    await vi.waitFor(() => expect(opened[0]?.closed).toBe(true));
  });

  it('gives up a popup that stays blank because Nango does not greet', async () => {
    const opened = popups();
    fake.greets = false;
    const session = await prepared();
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const outcome = connectIntegration(session, 'crm');
    while (fake.sockets.length === 0) {
      await new Promise((resolve) => setImmediate(resolve));
    }
    await vi.advanceTimersByTimeAsync(21_000);
    vi.useRealTimers();

    expect(await outcome).toMatchObject({ reason: 'unreachable' });
    expect(opened).toHaveLength(1);
  });

  it('ends when it is told to', async () => {
    const opened = popups();
    const stop = new AbortController();
    const outcome = connectIntegration(await prepared(), 'crm', { signal: stop.signal });
    await greeted();
    stop.abort();

    expect(await outcome).toMatchObject({ reason: 'cancelled' });
    await vi.waitFor(() => expect(opened[0]?.closed).toBe(true));
    expect(await connectIntegration(await prepared(), 'crm', { signal: stop.signal })).toMatchObject({
      reason: 'cancelled',
    });
    expect(opened).toHaveLength(1);
  });

  it('opens no second popup beside the first, and each attempt has its own', async () => {
    const opened = popups();
    const session = await prepared();
    const first = connectIntegration(session, 'crm', { confirmWithin: 1 });

    expect(await connectIntegration(session, 'mail')).toMatchObject({ reason: 'busy' });
    expect(opened).toHaveLength(1);

    await greeted();
    fake.tell(success);
    await first;
    const second = connectIntegration(session, 'crm', { confirmWithin: 1 });
    await greeted(2);
    fake.tell(success);
    expect(await second).toMatchObject({ kind: 'unconfirmed' });
    expect(opened).toHaveLength(2);
  });

  it('never rejects, not even for an address that is none', async () => {
    popups();
    fake.nango = 'nowhere';

    expect(await connectIntegration(await prepared(), 'crm')).toMatchObject({ reason: 'misconfigured' });
  });

  it('is not ready before a token is in hand', async () => {
    const opened = popups();
    const session = prepareConnect(tributary);
    sessions.push(session);

    expect(await connectIntegration(session, 'crm')).toMatchObject({ reason: 'not_ready' });
    expect(opened).toHaveLength(0);
  });
});

describe('connecting with credentials', () => {
  it.each([
    [{ apiKey: 'k' }, 'POST /api-auth/api-key/crm'],
    [{ username: 'u', password: 'p' }, 'POST /api-auth/basic/crm'],
    ['none' as const, 'POST /auth/unauthenticated/crm'],
  ])('sends %o to Nango and to nobody else', async (credentials, call) => {
    const opened = popups();
    fake.credentials.body = { providerConfigKey: 'crm', connectionId: 'nango-1' };
    fake.know(connection());

    const outcome = await connectIntegration(await prepared(), 'crm', { credentials });

    expect(outcome).toMatchObject({ kind: 'connected' });
    expect(fake.calls).toContain(call);
    expect(opened).toHaveLength(0);
  });

  it.each<[number, string, FailureReason]>([
    [400, 'connection_test_failed', 'credentials_rejected'],
    [400, 'integration_not_allowed', 'integration_not_allowed'],
    [404, 'unknown_provider_config', 'unknown_integration'],
    [401, 'unauthorized', 'session_expired'],
  ])('has a sentence for %i %s', async (status, code, reason) => {
    popups();
    fake.credentials = { status, body: { error: { code } } };

    expect(await connectIntegration(await prepared(), 'crm', { credentials: { apiKey: 'k' } })).toMatchObject({
      kind: 'failed',
      reason,
    });
  });
});

describe('reconnecting', () => {
  async function preparedAnew(): Promise<Session> {
    const session = prepareReconnect(tributary, connection().id);
    sessions.push(session);
    await session.renew();
    return session;
  }

  it('is confirmed by a change that came after the click', async () => {
    popups();
    fake.know(connection({ status: 'broken', version: 2 }));
    const outcome = reconnectIntegration(await preparedAnew());
    await greeted();
    fake.tell(success);
    fake.know(connection({ status: 'active', version: 3 }));

    expect(await outcome).toMatchObject({ kind: 'connected', connection: { version: 3 } });
  });

  it('is not confirmed by a connection that was sound before', async () => {
    popups();
    fake.know(connection({ version: 2 }));
    const outcome = reconnectIntegration(await preparedAnew(), { confirmWithin: 300 });
    await greeted();
    fake.tell(success);

    expect(await outcome).toMatchObject({ kind: 'unconfirmed' });
  });

  it('is not to be done with the session of a new connection, nor the other way round', async () => {
    popups();

    expect(await reconnectIntegration(await prepared())).toMatchObject({ reason: 'not_ready' });
    expect(await connectIntegration(await preparedAnew(), 'crm')).toMatchObject({ reason: 'not_ready' });
  });
});
