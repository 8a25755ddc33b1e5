import type { BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, expect } from 'vitest';
import type { Person } from '../../src/store/contract/people.ts';
import { type Served, serve } from '../api/fixtures/served.ts';
import { DESKTOP, launchChromium, signIn } from './chromium.ts';
import type { TestContext } from './service.ts';

export { DESKTOP, PHONE } from './chromium.ts';

/** One Chromium for the tests of a file, each of which has windows of its own. */
export interface Browser {
  /** A service of this test's own, and somebody in front of it. */
  serve: typeof serve;
  /** A new window, signed in as this person by a personal link, for which the service itself is needed; nobody for null. Whatever goes wrong in it fails the test: see `Visit`. */
  visit(
    context: TestContext,
    served: Pick<Served, 'base'> & Partial<Pick<Served, 'service'>>,
    who: Person | null,
    options?: BrowserContextOptions,
  ): Promise<Visit>;
}

export interface Visit {
  page: Page;
  context: BrowserContext;
  /** Opens an address of the service and waits until the page stands. */
  open(path: string): Promise<void>;
  /**
   * What went wrong in the window: errors and warnings of the console (so also what the content security policy stopped), exceptions, requests that failed. A test
   * that expects one takes it out of here; what is left at its end fails it.
   */
  faults: string[];
}

/** To be called once at the top of a file. */
export function useBrowser(): Browser {
  let launched: Awaited<ReturnType<typeof launchChromium>>;
  beforeAll(async () => {
    launched = await launchChromium();
  });
  afterAll(() => launched.close());
  return {
    serve,
    async visit(test, served, who, options = {}) {
      const context = await launched.browser.newContext({
        baseURL: served.base,
        viewport: DESKTOP,
        locale: 'en',
        timezoneId: 'UTC',
        ...options,
      });
      const faults: string[] = [];
      test.onTestFinished(async () => {
        await context.close();
        expect(faults, 'what went wrong in the browser').toEqual([]);
      });
      context.setDefaultTimeout(30_000);
      const page = await context.newPage();
      page.on('console', (message) => {
        if (['error', 'warning'].includes(message.type())) faults.push(`${message.text()} (${message.location().url})`);
      });
      page.on('pageerror', (error) => faults.push(`${error}`));
      page.on('requestfailed', (request) => {
        // What a page that was left had asked for is broken off.
        if (request.failure()?.errorText !== 'net::ERR_ABORTED')
          faults.push(`${request.url()}: ${request.failure()?.errorText}`);
      });
      if (who) await signIn(context, served, who);
      return {
        page,
        context,
        faults,
        async open(path) {
          await page.goto(path, { waitUntil: 'load' });
        },
      };
    },
  };
}
