import { vi } from 'vitest';
import { WebSocket } from 'ws';

export interface Popup {
  closed: boolean;
  location: unknown;
  close(): void;
}

/** What the library needs of a browser, outside of one. The browser tests have a real one. */
export function popups(allowed = true): Popup[] {
  const opened: Popup[] = [];
  vi.stubGlobal('WebSocket', WebSocket);
  vi.stubGlobal('window', {
    screen: { width: 1280, height: 800 },
    open: () => {
      if (!allowed) {
        return null;
      }
      const popup = {
        closed: false,
        location: { href: 'about:blank' } as unknown,
        close() {
          this.closed = true;
        },
      };
      opened.push(popup);
      return popup;
    },
  });
  return opened;
}
