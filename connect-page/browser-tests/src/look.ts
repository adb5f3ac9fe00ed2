import axe from 'axe-core';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';

import { stack } from './stack.js';

const SIZES = [
  { width: 1280, height: 800 },
  { width: 360, height: 740 },
];
const SCHEMES = ['light', 'dark'] as const;

/** A picture of the page as it is now at each width in light and dark, and whether it can be used by everybody. */
export async function look(page: Page, name: string): Promise<void> {
  mkdirSync(stack.report, { recursive: true });
  for (const size of SIZES) {
    for (const colorScheme of SCHEMES) {
      await page.setViewportSize(size);
      await page.emulateMedia({ colorScheme });
      await page.screenshot({
        path: join(stack.report, `${name}-${size.width}-${colorScheme}.png`),
        // A dialog darkens what is seen of the page, not what lies below.
        fullPage: (await page.getByRole('dialog').count()) === 0,
        animations: 'disabled',
      });
      expect(await page.evaluate(() => document.documentElement.scrollWidth), `${name}: wider than ${size.width}`)
        .toBeLessThanOrEqual(size.width);
      expect(await findings(page), `${name}, ${size.width} px, ${colorScheme}`).toEqual([]);
    }
  }
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.emulateMedia({ colorScheme: null });
}

async function findings(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate(() => (globalThis as unknown as { axe: typeof axe }).axe.run());
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}
