import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { expect } from 'vitest';

import { stack, type User } from './stack.js';

/** One user at the page, as a person would be: by what is written on it. */
export class Visit {
  private constructor(
    readonly context: BrowserContext,
    readonly page: Page,
    /** What broke a rule or failed in the page. */
    readonly complaints: string[],
  ) {}

  static async begin(browser: Browser, user: User): Promise<Visit> {
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on('pageerror', (error) => complaints.push(String(error)));
    page.on('console', (message) => {
      if (/Content Security Policy|Trusted Type/.test(message.text())) {
        complaints.push(message.text());
      }
    });
    const visit = new Visit(context, page, complaints);
    await page.goto(`${stack.store}/connect`);
    await visit.signIn(user);
    return visit;
  }

  async signIn(user: User): Promise<void> {
    await this.page.getByLabel('Token').fill(user.token);
    await this.page.getByRole('button', { name: 'Sign in' }).click();
    await this.page.getByRole('heading', { name: 'Demo CRM', exact: true }).waitFor();
  }

  card(name: string): Locator {
    return this.page.getByRole('listitem').filter({ has: this.page.getByRole('heading', { name, exact: true }) });
  }

  button(action: string, name = ''): Locator {
    return this.page.getByRole('button', { name: `${action} ${name}`.trim(), exact: true });
  }

  /** Clicks what opens a popup, and gives the popup once it shows the provider's page. */
  async popup(button: Locator): Promise<Page> {
    await ready(button);
    const opened = this.page.waitForEvent('popup');
    await button.click();
    return opened;
  }

  async approve(button: Locator): Promise<void> {
    const popup = await this.popup(button);
    const closed = popup.waitForEvent('close');
    await popup.getByRole('button', { name: 'Approve' }).click();
    await closed;
  }

  async says(name: string, words: string | RegExp, within = 30_000): Promise<void> {
    await this.card(name).getByText(words).waitFor({ timeout: within });
  }

  async end(): Promise<void> {
    await this.context.close();
    expect(this.complaints).toEqual([]);
  }
}

/** Until a click will be answered. */
export async function ready(button: Locator): Promise<void> {
  await expect.poll(() => button.getAttribute('aria-disabled'), { timeout: 15_000 }).not.toBe('true');
}
