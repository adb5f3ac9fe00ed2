// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it, vi } from 'vitest';

import { embedded } from '../src/sign-in-embedded.js';

const OURS = 'https://app.example.com';
const parent = { postMessage: vi.fn() };
let place: HTMLElement;

beforeEach(() => {
  parent.postMessage.mockReset();
  vi.spyOn(window, 'parent', 'get').mockReturnValue(parent as unknown as Window & typeof globalThis);
  place = document.createElement('main');
});

afterEach(() => vi.restoreAllMocks());

function message(origin: string, data: unknown, source: unknown = parent): void {
  window.dispatchEvent(new MessageEvent('message', { origin, data, source: source as Window }));
}

it('asks the page around it, and takes the token that a configured origin hands over', async () => {
  const signed = vi.fn();
  embedded([OURS]).ask(place, signed);
  expect(parent.postMessage.mock.calls).toEqual([[{ type: 'tributary:token-wanted' }, '*']]);

  message(OURS, { type: 'tributary:token', token: 'first' });

  await vi.waitFor(() => expect(signed).toHaveBeenCalledOnce());
  const { bearer } = signed.mock.calls[0]?.[0] as { bearer: () => string };
  expect(bearer()).toBe('first');
  message(OURS, { type: 'tributary:token', token: 'second' });
  expect(bearer()).toBe('second');
});

it.each([
  ['another origin', 'https://evil.example.com', { type: 'tributary:token', token: 't' }, parent],
  ['an origin that only begins alike', `${OURS}.evil.example.com`, { type: 'tributary:token', token: 't' }, parent],
  ['another window of the right origin', OURS, { type: 'tributary:token', token: 't' }, {}],
  ['another kind of message', OURS, { type: 'token', token: 't' }, parent],
  ['a token that is none', OURS, { type: 'tributary:token', token: '' }, parent],
  ['nothing', OURS, null, parent],
])('takes nothing from %s', async (_, origin, data, source) => {
  const signed = vi.fn();
  embedded([OURS]).ask(place, signed);

  message(origin, data, source);
  await new Promise((resolve) => setTimeout(resolve, 20));

  expect(signed).not.toHaveBeenCalled();
});

it('says so where no page is around it', () => {
  vi.spyOn(window, 'parent', 'get').mockReturnValue(window);

  embedded([OURS]).ask(place, vi.fn());

  expect(place.textContent).toContain('open it from there');
});
