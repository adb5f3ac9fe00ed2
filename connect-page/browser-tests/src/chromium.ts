import sparticuz from '@sparticuz/chromium';
import { existsSync } from 'node:fs';
import { chromium, type Browser } from 'playwright-core';

const ARGUMENTS = ['--no-sandbox', '--disable-background-networking', '--disable-component-update'];
const INSTALLED = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** A real Chromium: `CHROMIUM`, one of the system's, or the one that npm brought. */
export async function launch(): Promise<Browser> {
  const tried: string[] = [];
  const places = process.env['CHROMIUM'] ? [process.env['CHROMIUM']] : INSTALLED.filter((place) => existsSync(place));
  for (const place of [...places, 'npm']) {
    try {
      return await chromium.launch({
        executablePath: place === 'npm' ? await sparticuz.executablePath() : place,
        args: ARGUMENTS,
        // Playwright lets every popup through; users' browsers do not.
        ignoreDefaultArgs: ['--disable-popup-blocking'],
      });
    } catch (error) {
      tried.push(`${place}: ${String(error).split('\n')[0]}`);
    }
  }
  throw new Error(
    `No Chromium runs here. Install one, for example by 'apt-get install chromium', or set CHROMIUM to one.\n${tried.join('\n')}`,
  );
}
