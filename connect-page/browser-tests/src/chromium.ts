import sparticuz from '@sparticuz/chromium';
import { existsSync } from 'node:fs';
import { chromium, type Browser } from 'playwright-core';

const ARGUMENTS = ['--no-sandbox', '--disable-background-networking', '--disable-component-update'];
const INSTALLED = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

const shells = new WeakSet<Browser>();

/** Whether it has a popup blocker, as users' browsers have; the one from npm has none. */
export function blocksPopups(browser: Browser): boolean {
  return !shells.has(browser);
}

/** A real Chromium: `CHROMIUM` (a path, or npm) and no other, if it is set; else one of the system's, or the one that npm brought. */
export async function launch(): Promise<Browser> {
  const tried: string[] = [];
  const wanted = process.env['CHROMIUM'];
  for (const place of wanted ? [wanted] : [...INSTALLED.filter((place) => existsSync(place)), 'npm']) {
    try {
      const browser = await chromium.launch({
        executablePath: place === 'npm' ? await sparticuz.executablePath() : place,
        args: ARGUMENTS,
        // Playwright lets every popup through; users' browsers do not.
        ignoreDefaultArgs: ['--disable-popup-blocking'],
      });
      if (place === 'npm') {
        shells.add(browser);
      }
      return browser;
    } catch (error) {
      tried.push(`${place}: ${String(error).split('\n')[0]}`);
    }
  }
  throw new Error(
    `No Chromium runs here. Install one, for example by 'apt-get install chromium', or set CHROMIUM to one.\n${tried.join('\n')}`,
  );
}
