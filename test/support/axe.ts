import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const LOOK = `axe.run(${JSON.stringify({ runOnly: { type: 'tag', values: RULES } })})`;

/** Fails when axe finds something serious or critical on the page as it stands. */
export async function expectAccessible(page: Page): Promise<void> {
  expect(await graveFindings(page), `what axe finds on ${page.url()}`).toEqual([]);
}

/**
 * A line for each serious or critical finding of axe: its rule, what must be so, where it is not, and why.
 * axe comes in past the page's policy, which stays as it is.
 */
export async function graveFindings(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const { passes, violations } = await page.evaluate<axe.AxeResults>(LOOK);
  expect(passes.length, 'what axe looked at').toBeGreaterThan(0);
  return violations.filter(({ impact }) => impact === 'serious' || impact === 'critical').flatMap(lines);
}

function lines({ id, help, nodes }: axe.Result): string[] {
  return nodes.map(({ target, any }) => [`${id} (${help})`, target.join(' '), ...any.map(words)].join(': '));
}

function words({ message }: axe.CheckResult): string {
  return message;
}
