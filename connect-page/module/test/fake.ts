import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocketServer, type WebSocket } from 'ws';

import type { Connection, Integration } from '../src/index.js';

/** A few lines in place of Tributary and Nango, on real sockets: it answers what a test tells it to. */
export class Fake {
  readonly calls: string[] = [];
  readonly bearers: (string | undefined)[] = [];
  readonly connections: Connection[] = [];
  integrations: Integration[] = [];
  /** Where it says that Nango is; itself if empty. */
  nango = '';
  /** How long a session token is good, in milliseconds. */
  validity = 30 * 60_000;
  /** Status and problem detail of the next session tokens, where they are refused. */
  refusal: { status: number; detail: string; retryAfter?: number } | undefined;
  /** Whether events flow; otherwise their address answers 503. */
  events = true;
  /** What Nango answers to credentials. */
  credentials: { status: number; body: unknown } = { status: 200, body: {} };
  /** Whether Nango's socket greets, without which a popup stays blank. */
  greets = true;
  sockets: WebSocket[] = [];
  #issued = 0;
  #streams: ServerResponse[] = [];
  readonly #server: Server = createServer((request, response) => this.#answer(request, response));
  readonly #nango = new WebSocketServer({ server: this.#server });

  async start(): Promise<string> {
    this.#nango.on('connection', (socket) => {
      this.sockets.push(socket);
      if (this.greets) {
        socket.send(JSON.stringify({ message_type: 'connection_ack', ws_client_id: `c${this.sockets.length}` }));
      }
    });
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.#nango.clients.forEach((client) => client.terminate());
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  /** Nango tells the browser something on its latest socket. */
  tell(message: Record<string, unknown>): void {
    this.sockets.at(-1)?.send(JSON.stringify(message));
  }

  /** Tributary has found out about a connection. */
  know(connection: Connection): void {
    const at = this.connections.findIndex((one) => one.id === connection.id);
    this.connections.splice(at < 0 ? this.connections.length : at, at < 0 ? 0 : 1, connection);
    for (const stream of this.#streams) {
      stream.write(`event: connection\ndata: ${JSON.stringify(connection)}\n\n`);
    }
  }

  cutStreams(): void {
    this.#streams.splice(0).forEach((stream) => stream.destroy());
  }

  get openStreams(): number {
    return this.#streams.filter((stream) => !stream.destroyed).length;
  }

  #answer(request: IncomingMessage, response: ServerResponse): void {
    const address = new URL(request.url ?? '', 'http://fake');
    this.calls.push(`${request.method} ${address.pathname}`);
    if (address.pathname.startsWith('/api/')) {
      this.bearers.push(request.headers.authorization);
    }
    const call = `${request.method} ${address.pathname}`;
    const json = (status: number, body: unknown, headers: Record<string, string> = {}) => {
      response.writeHead(status, { 'Content-Type': 'application/json', ...headers });
      response.end(JSON.stringify(body));
    };
    const one = this.connections.find(({ id }) => address.pathname === `/api/connections/${id}`);
    if (call === 'GET /api/connections/events') {
      if (!this.events) {
        json(503, { title: 'Service Unavailable' });
        return;
      }
      response.writeHead(200, { 'Content-Type': 'text/event-stream' });
      response.write(': hello\n\n');
      this.#streams.push(response);
    } else if (call === 'GET /api/integrations') {
      json(200, { integrations: this.integrations });
    } else if (request.method === 'POST' && /-token$/.test(address.pathname)) {
      const wait = this.refusal?.retryAfter;
      if (this.refusal) {
        json(this.refusal.status, this.refusal, wait ? { 'Retry-After': String(wait) } : {});
        return;
      }
      json(200, {
        token: `token-${++this.#issued}`,
        expiresAt: new Date(Date.now() + this.validity).toISOString(),
        connectLink: 'https://connect.example/',
        apiUrl: this.nango || `http://${request.headers.host}`,
        ...(address.pathname.endsWith('reconnect-token') ? { integration: 'crm' } : {}),
      });
    } else if (call === 'GET /api/connections') {
      const found = this.connections.filter(
        ({ integration, connectionId }) =>
          integration === address.searchParams.get('integration') &&
          connectionId === address.searchParams.get('connectionId'),
      );
      json(200, { connections: found, next: null });
    } else if (one && request.method === 'GET') {
      json(200, one);
    } else if (one && request.method === 'DELETE') {
      response.writeHead(202).end();
    } else if (/^\/(api-auth|auth)\//.test(address.pathname)) {
      json(this.credentials.status, this.credentials.body);
    } else {
      json(404, { title: 'Not Found', detail: `no ${call}` });
    }
  }
}

export function connection(changes: Partial<Connection> = {}): Connection {
  return {
    id: '6f8a2b1c-0000-5000-8000-000000000001',
    environment: 'dev',
    integration: 'crm',
    connectionId: 'nango-1',
    status: 'active',
    owner: null,
    tags: null,
    generation: 0,
    version: 1,
    ...changes,
  };
}
