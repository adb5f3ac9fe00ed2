import type { Tributary } from './tributary.js';
import type { Connection } from './types.js';

const ONE_MINUTE = 60_000;

/** What of a connection has been seen since a click: events come before or after the browser's answer. */
export class Confirmation {
  readonly #tributary: Tributary;
  readonly #seen = new Map<string, Connection>();
  readonly #end: () => void;
  #look: () => void = () => {};

  /** Starts to watch. */
  constructor(tributary: Tributary) {
    this.#tributary = tributary;
    this.#end = tributary.watch({
      connection: (connection) => {
        const known = this.#seen.get(connection.id);
        if (!known || isLater(connection, known)) {
          this.#seen.set(connection.id, connection);
        }
        this.#look();
      },
      stale: () => this.#look(),
    });
  }

  /**
   * Waits until Tributary says what is wanted; undefined if it does not within the time.
   *
   * @param read asks for the connection itself, where no event has told of it
   */
  async until(
    wanted: (connection: Connection) => boolean,
    read: (tributary: Tributary) => Promise<Connection | undefined>,
    within: number = ONE_MINUTE,
  ): Promise<Connection | undefined> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => settle(undefined), within);
      const settle = (connection: Connection | undefined) => {
        clearTimeout(timer);
        this.#look = () => {};
        resolve(connection);
      };
      const seen = () => [...this.#seen.values()].find(wanted);
      const look = () => {
        const told = seen();
        if (told) {
          settle(told);
          return;
        }
        // One that cannot be read now is asked for again at the next sign of life, until the time is over.
        read(this.#tributary).then(
          (answer) => {
            if (answer && wanted(answer)) {
              settle(answer);
            }
          },
          () => {},
        );
      };
      this.#look = look;
      look();
    });
  }

  stop(): void {
    this.#end();
  }
}

/** Whether a connection changed from the one to the other. */
export function isLater(one: Connection, than: Connection): boolean {
  return one.generation > than.generation || (one.generation === than.generation && one.version > than.version);
}
