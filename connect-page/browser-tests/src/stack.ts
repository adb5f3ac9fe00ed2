import { createPrivateKey, randomUUID, sign, type JsonWebKey } from 'node:crypto';
import { readFileSync } from 'node:fs';

/** The running stack, which the caller started, by its addresses. */
export const stack = {
  store: wanted('TRIBUTARY_STORE'),
  worker: wanted('TRIBUTARY_WORKER'),
  simulator: wanted('TRIBUTARY_SIMULATOR'),
  operator: readFileSync(wanted('TRIBUTARY_OPERATOR_TOKEN'), 'utf8').trim(),
  /** Where screenshots go. */
  report: wanted('TRIBUTARY_REPORT'),
};

function wanted(name: string): string {
  const value = process.env[name];
  if (!value) {
    throw new Error(`${name} is not set: these tests run on a running stack, start them with 'mvn verify -pl local-stack'`);
  }
  return value;
}

export interface User {
  readonly id: string;
  readonly name: string;
  readonly token: string;
}

/** Somebody who was never here before, with a token as the stack's identity provider would sign it. */
export function newUser(name: string): User {
  const id = `${name.toLowerCase()}-${randomUUID().slice(0, 8)}`;
  const now = Math.floor(Date.now() / 1000);
  const claims = {
    iss: 'tributary-local',
    sub: id,
    name,
    email: `${id}@example.com`,
    org_id: 'acme',
    org_name: 'Acme Ltd',
    scope: 'tributary.connect',
    iat: now,
    exp: now + 3600,
  };
  return { id, name, token: signed(claims) };
}

function signed(claims: object): string {
  const jwk = JSON.parse(readFileSync(wanted('TRIBUTARY_TOKEN_KEY'), 'utf8')) as JsonWebKey;
  const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');
  const text = `${encode({ alg: 'RS256', typ: 'JWT' })}.${encode(claims)}`;
  const signature = sign('RSA-SHA256', Buffer.from(text), createPrivateKey({ key: jwk, format: 'jwk' }));
  return `${text}.${signature.toString('base64url')}`;
}

export interface Answer<T> {
  readonly status: number;
  readonly body: T;
}

/** A call of one of the services, as the given bearer. */
export async function call<T = any>(bearer: string, address: string, method = 'GET', body?: unknown): Promise<Answer<T>> {
  const answer = await fetch(address, {
    method,
    headers: { Authorization: `Bearer ${bearer}`, 'Content-Type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  return { status: answer.status, body: (text.startsWith('{') ? JSON.parse(text) : text) as T };
}

/** Makes the simulator do something. */
export async function control(path: string, body: unknown, method = 'POST'): Promise<void> {
  const answer = await fetch(`${stack.simulator}/_control${path}`, {
    method,
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!answer.ok) {
    throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
  }
}
