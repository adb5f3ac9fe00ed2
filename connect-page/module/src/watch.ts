import { serverEvents } from './stream.js';
import type { Connection } from './types.js';

export interface Listener {
  /** A connection of the user changed. */
  readonly connection?: (connection: Connection) => void;
  /** Something may have been missed: read anew. Told at each beginning, and at intervals while events do not flow. */
  readonly stale?: () => void;
  /** The server refused; 401 for instance. It is tried again all the same. */
  readonly refused?: (error: unknown) => void;
}

const POLL = 3_000;
const LONGEST_WAIT = 30_000;
/** The server says something at least every 15 s, if only a comment. */
const SILENCE = 45_000;

/** One stream of events for any number of listeners; open while there is one. */
export class SharedWatch {
  readonly #listeners = new Set<Listener>();
  readonly #open: (signal: AbortSignal) => Promise<Response>;
  #running: AbortController | undefined;

  constructor(open: (signal: AbortSignal) => Promise<Response>) {
    this.#open = open;
  }

  add(listener: Listener): () => void {
    this.#listeners.add(listener);
    if (!this.#running) {
      this.#running = new AbortController();
      void this.#run(this.#running.signal);
    }
    return () => {
      this.#listeners.delete(listener);
      if (this.#listeners.size === 0) {
        this.#running?.abort();
        this.#running = undefined;
      }
    };
  }

  async #run(signal: AbortSignal): Promise<void> {
    let polling: ReturnType<typeof setInterval> | undefined;
    const poll = () => {
      polling ??= setInterval(() => this.#tell((listener) => listener.stale?.()), POLL);
    };
    const flowing = () => {
      clearInterval(polling);
      polling = undefined;
      this.#tell((listener) => listener.stale?.());
    };
    for (let failures = 0; !signal.aborted; failures++) {
      poll();
      try {
        await this.#follow(signal, () => {
          failures = 0;
          flowing();
        });
      } catch (error) {
        if (!signal.aborted) {
          this.#tell((listener) => listener.refused?.(error));
        }
      }
      poll();
      await pause(Math.min(LONGEST_WAIT, 1_000 * 2 ** failures), signal);
    }
    clearInterval(polling);
  }

  /** Until the stream ends or falls silent. */
  async #follow(signal: AbortSignal, onOpen: () => void): Promise<void> {
    const silence = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const heard = () => {
      clearTimeout(timer);
      timer = setTimeout(() => silence.abort(), SILENCE);
    };
    try {
      heard();
      const stop = either(signal, silence.signal);
      const answer = await this.#open(stop);
      onOpen();
      if (answer.body) {
        for await (const { event, data } of serverEvents(answer.body, heard)) {
          if (event === 'connection') {
            const connection = JSON.parse(data) as Connection;
            this.#tell((listener) => listener.connection?.(connection));
          }
        }
      }
    } finally {
      clearTimeout(timer);
    }
  }

  #tell(what: (listener: Listener) => void): void {
    for (const listener of [...this.#listeners]) {
      what(listener);
    }
  }
}

/** `AbortSignal.any` is younger than the browsers that users have. */
function either(a: AbortSignal, b: AbortSignal): AbortSignal {
  const both = new AbortController();
  for (const one of [a, b]) {
    if (one.aborted) {
      both.abort();
    }
    one.addEventListener('abort', () => both.abort(), { once: true });
  }
  return both.signal;
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    }, { once: true });
    if (signal.aborted) {
      resolve();
    }
  });
}
