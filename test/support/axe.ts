import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults, CheckResult, Result, RunOptions } from 'axe-core';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const ALL: RunOptions['runOnly'] = {
  type: 'tag',
  values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
};
/** What is another thing in other colours, on another screen, in another language. */
const OF_THE_LOOK: RunOptions['runOnly'] = {
  type: 'rule',
  values: ['color-contrast', 'link-in-text-block', 'target-size', 'scrollable-region-focusable', 'html-has-lang'],
};

/** Fails when axe finds something serious or critical on the page as it stands. */
export async function expectAccessible(page: Page): Promise<void> {
  expect(await graveFindings(page), `what axe finds on ${page.url()}`).toEqual([]);
}

/**
 * A line for each serious or critical finding of axe: its rule, what must be so, where it is not, and why.
 * axe comes in past the page's policy, which stays as it is.
 * @param options.again a page that axe has seen in other colours and on another screen: only what depends on these is looked at
 */
export async function graveFindings(page: Page, { again = false } = {}): Promise<string[]> {
  await page.evaluate(AXE);
  const options: RunOptions = { runOnly: again ? OF_THE_LOOK : ALL, resultTypes: ['violations'] };
  const { passes, violations } = await page.evaluate<AxeResults>(`axe.run(${JSON.stringify(options)})`);
  expect(passes.length, 'what axe looked at').toBeGreaterThan(0);
  return violations.filter(({ impact }) => impact === 'serious' || impact === 'critical').flatMap(lines);
}

function lines({ id, help, nodes }: Result): string[] {
  return nodes.map(({ target, any }) => [`${id} (${help})`, target.join(' '), ...any.map(words)].join(': '));
}

function words({ message }: CheckResult): string {
  return message;
}
