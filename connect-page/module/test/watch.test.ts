import { afterEach, beforeEach, expect, it, vi } from 'vitest';

import { Tributary, type Connection } from '../src/index.js';
import { serverEvents } from '../src/stream.js';
import { connection, Fake } from './fake.js';

let fake: Fake;
let tributary: Tributary;
const ends: (() => void)[] = [];

beforeEach(async () => {
  fake = new Fake();
  const address = await fake.start();
  tributary = new Tributary({ api: `${address}/api`, bearer: () => 'b' });
});

afterEach(async () => {
  ends.splice(0).forEach((end) => end());
  await fake.stop();
});

it('has one stream for all who watch, and none once nobody does', async () => {
  const told: Connection[] = [];
  const first = tributary.watch({ connection: (one) => told.push(one) });
  const second = tributary.watch({ connection: (one) => told.push(one) });
  await vi.waitFor(() => expect(fake.openStreams).toBe(1));
  fake.know(connection());
  await vi.waitFor(() => expect(told).toHaveLength(2));

  first();
  second();

  await vi.waitFor(() => expect(fake.openStreams).toBe(0));
});

it('comes back after a loss and says that something may have been missed', async () => {
  const stale = vi.fn();
  ends.push(tributary.watch({ stale }));
  await vi.waitFor(() => expect(stale).toHaveBeenCalledTimes(1));

  fake.cutStreams();

  await vi.waitFor(() => expect(stale).toHaveBeenCalledTimes(2), 5_000);
  expect(fake.openStreams).toBe(1);
});

it('tells a refusal', async () => {
  fake.events = false;
  const refused = vi.fn();
  ends.push(tributary.watch({ refused }));

  await vi.waitFor(() => expect(refused.mock.calls[0]?.[0]).toMatchObject({ status: 503 }));
});

it.each([
  ['whole', ['event: connection\ndata: {"a":1}\n\n']],
  ['in pieces', ['event: conn', 'ection\nda', 'ta: {"a":1}\n', '\n']],
  ['with carriage returns, one at the end of a piece', ['event: connection\r', '\ndata: {"a":1}\r\n\r\n']],
  ['among comments', [': alive\n\n', 'event: connection\ndata: {"a":1}\n\n: alive\n\n']],
  ['over two lines', ['event: connection\ndata: {"a":\ndata:1}\n\n']],
])('reads events %s', async (_, pieces) => {
  const encoder = new TextEncoder();
  const bytes = new ReadableStream<Uint8Array>({
    start(controller) {
      pieces.forEach((piece) => controller.enqueue(encoder.encode(piece)));
      controller.close();
    },
  });

  const read = [];
  for await (const { event, data } of serverEvents(bytes)) {
    read.push({ event, data: JSON.parse(data) as unknown });
  }

  expect(read).toEqual([{ event: 'connection', data: { a: 1 } }]);
});
