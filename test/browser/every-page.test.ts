import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { graveFindings } from '../support/axe.ts';
import { DESKTOP, PHONE, useBrowser, type Visit } from '../support/browser.ts';
import { faultsToSee } from '../support/scene/look.ts';
import { type Opened, PAGES, PARTS } from '../support/scene/pages.ts';
import { registeredPages } from '../support/scene/routes.ts';
import { openScene, type Scene } from '../support/scene/scene.ts';

const LOOKS = [
  { lang: 'en', again: false, viewport: DESKTOP, colorScheme: 'light' },
  { lang: 'es', again: true, viewport: PHONE, colorScheme: 'dark' },
] as const;

const browser = useBrowser();
let scene: Scene;
beforeAll(async () => {
  scene = await openScene();
});
afterAll(() => scene.close());

describe('every page', () => {
  test('stands in the list of those that are looked at, or in that of what is no page', async () => {
    const listed = new Set([...PARTS, ...PAGES.flatMap(({ route }) => route ?? [])]);
    expect([...listed].sort()).toEqual(await registeredPages(scene.served));
  });

  test('loads less than 30 kB of style and scripts, once', async (context) => {
    const { page, open } = await browser.visit(context, scene.served, scene.teacher);
    const loaded = () =>
      page.evaluate<number[]>(
        "performance.getEntriesByType('resource').filter(({ name }) => /\\.(css|js)$/.test(name)).map((one) => one.transferSize)",
      );
    await open('/');
    const first = await loaded();
    expect(first, 'the style sheet and the script').toHaveLength(2);
    expect(sum(first)).toBeLessThan(30_000);
    await open('/grades');
    expect(sum(await loaded())).toBe(0);
  });

  for (const { lang, again, ...options } of LOOKS) {
    test(`can be read by everybody: ${lang}, ${options.colorScheme}`, { timeout: 240_000 }, async (context) => {
      const visits = new Map<string | undefined, Visit>();
      const found: string[] = [];
      for (const opened of PAGES) {
        const who = opened.as(scene);
        const visit =
          visits.get(who?.id) ??
          (await browser.visit(context, scene.served, who, { ...options, locale: lang, reducedMotion: 'reduce' }));
        visits.set(who?.id, visit);
        const faults = await faultsOf(visit, opened, { lang, again });
        found.push(...faults.map((fault) => `${opened.name}: ${fault}`));
      }
      expect(found).toEqual([]);
    });
  }
});

async function faultsOf(
  { page, faults }: Visit,
  { path, status, shows }: Opened,
  { lang, again }: { lang: string; again: boolean },
): Promise<string[]> {
  const answer = await page.goto(path(scene), { waitUntil: 'load' });
  const found = answer?.status() === status ? [] : [`answers ${answer?.status()}`];
  await page.keyboard.press('Tab');
  found.push(...(await faultsToSee(page, lang)), ...(await graveFindings(page, { again })));
  if (shows !== undefined && !(await page.locator('body').textContent())?.includes(shows)) found.push(`no ${shows}`);
  // The browser itself says so of every page that is not well.
  const own = (fault: string) => status >= 400 && fault.includes(`the server responded with a status of ${status}`);
  return [...found, ...faults.splice(0).filter((fault) => !own(fault))];
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((all, one) => all + one, 0);
}
