// @vitest-environment happy-dom
import type { Integration } from '@tributary/connect';
import { beforeEach, expect, it, vi } from 'vitest';

import { Card, type CardActions, type CardView } from '../src/card.js';
import { badge, sentence, way } from '../src/card-state.js';

const REST = { kind: 'rest' } as const;

function integration(changes: Partial<Integration> = {}): Integration {
  return {
    environment: 'dev',
    integration: 'crm',
    displayName: 'Demo <b>CRM</b>',
    logo: null,
    provider: 'crm',
    authMode: 'OAUTH2',
    connection: null,
    ...changes,
  };
}

const connected = (status: 'active' | 'broken' | 'pending') =>
  integration({ connection: { id: 'c', status, since: '2026-11-28T12:00:00Z' } });

let actions: { [K in keyof CardActions]: ReturnType<typeof vi.fn> };
let card: Card;

beforeEach(() => {
  document.documentElement.lang = 'en';
  actions = {
    connect: vi.fn(), reconnect: vi.fn(), disconnect: vi.fn(), submit: vi.fn(),
    cancelForm: vi.fn(), choose: vi.fn(), near: vi.fn(),
  };
  card = new Card('card', actions as unknown as CardActions);
  document.body.replaceChildren(card.element);
});

function show(view: Partial<CardView> = {}): void {
  card.show({ integration: integration(), step: REST, ready: true, ...view });
}

const buttons = () => [...card.element.querySelectorAll('button')];
const words = () => buttons().map((button) => button.textContent);

it('shows what the server says, in words', () => {
  expect(badge(connected('active'), REST).word).toBe('Connected');
  expect(sentence(connected('active'), REST)).toBe('Connected since November 28, 2026');
  expect(badge(connected('broken'), REST).word).toBe('Needs attention');
  expect(badge(connected('pending'), REST).word).toBe('Waiting for confirmation');
  expect(badge(integration(), REST).word).toBe('Not connected');
});

it.each([
  ['OAUTH2', 'popup'], ['OAUTH1', 'popup'], ['APP', 'popup'], ['API_KEY', 'api-key'], ['BASIC', 'basic'],
  ['NONE', 'none'], ['TWO_STEP', 'hosted'], ['to come', 'hosted'],
])('goes for %s by %s', (authMode, expected) => {
  expect(way(integration({ authMode }))).toBe(expected);
});

it('takes names for text', () => {
  show();

  expect(card.element.querySelector('h2')?.textContent).toBe('Demo <b>CRM</b>');
  expect(card.element.querySelector('b')).toBeNull();
});

it('does nothing on a click before a token is in hand, and stays reachable', () => {
  show({ ready: false });
  const [button] = buttons();
  expect(button?.getAttribute('aria-disabled')).toBe('true');
  expect(button?.disabled).toBe(false);

  button?.click();
  expect(actions.connect).not.toHaveBeenCalled();

  show({ ready: true });
  buttons()[0]?.click();
  expect(actions.connect).toHaveBeenCalledOnce();
});

it('offers to reconnect and to disconnect what is connected', () => {
  show({ integration: connected('broken') });

  expect(words()).toEqual(['Reconnect Demo <b>CRM</b>', 'Disconnect Demo <b>CRM</b>']);
  expect(buttons()[0]?.className).toBe('primary');
});

it('opens Nango’s own page for what has no form here', () => {
  show({ integration: integration({ authMode: 'TWO_STEP' }), link: 'https://connect.example/' });

  expect(card.element.querySelector('a')?.getAttribute('href')).toBe('https://connect.example/');
  expect(card.element.querySelector('a')?.getAttribute('rel')).toBe('noopener');
});

it('asks for an API key, keeps what was typed while nothing changes, and hands it over once', () => {
  show({ integration: integration({ authMode: 'API_KEY' }), step: { kind: 'form' } });
  const field = card.element.querySelector('input') as HTMLInputElement;
  expect(document.activeElement).toBe(field);
  expect(field.type).toBe('password');
  field.value = ' key ';
  show({ integration: integration({ authMode: 'API_KEY' }), step: { kind: 'form' } });
  expect(card.element.querySelector('input')).toBe(field);

  card.element.querySelector('form')?.dispatchEvent(new SubmitEvent('submit', { cancelable: true }));

  expect(actions.submit.mock.calls).toEqual([[{ apiKey: 'key' }]]);
});

it('says what was wrong where it was typed', () => {
  show({ integration: integration({ authMode: 'BASIC' }), step: { kind: 'form', problem: 'Wrong.' } });

  const fields = [...card.element.querySelectorAll('input')];
  expect(fields).toHaveLength(2);
  for (const field of fields) {
    expect(field.getAttribute('aria-invalid')).toBe('true');
    expect(document.getElementById(field.getAttribute('aria-describedby') ?? '')?.textContent).toBe('Wrong.');
  }
});

it('keeps the keyboard’s place when its button goes', () => {
  show();
  buttons()[0]?.focus();

  show({ step: { kind: 'authorizing', stop: vi.fn() } });
  expect(document.activeElement?.textContent).toContain('Stop waiting');
  show({ step: { kind: 'confirming' } });
  expect(document.activeElement).toBe(card.element.querySelector('h2'));
});
