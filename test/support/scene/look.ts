import type { Page } from 'playwright-core';
import { DESKTOP, PHONE } from '../chromium.ts';

/** Share of the window that may move by itself while a page loads: below it nobody loses a line. Google calls 0.1 good. */
const MOST_SHIFT = 0.05;

/** What is wrong with the page as it stands, on a phone and on a desktop: nothing, or a line for each. Leaves the window as wide as it found it. */
export async function faultsToSee(page: Page, lang: string): Promise<string[]> {
  const found = [...(await page.evaluate<string[]>(looked(lang)))];
  const before = page.viewportSize() ?? DESKTOP;
  await page.setViewportSize(PHONE);
  found.push(...(await page.evaluate<string[]>(`(${tooWide})(${PHONE.width})`)));
  await page.setViewportSize(before);
  return found;
}

function looked(lang: string): string {
  return `(async () => {
    const found = [];
    const say = (ok, words) => { if (!ok) found.push(words); };
    say(document.documentElement.lang === '${lang}', 'the language is ' + document.documentElement.lang);
    say(document.querySelectorAll('h1').length === 1, document.querySelectorAll('h1').length + ' headings of the first rank');
    say(document.querySelectorAll('main script, main img[src="x"], main [onerror]').length === 0, 'markup that a stranger wrote');
    say(document.getAnimations().length === 0, 'something moves for a reader who asked for stillness');
    found.push(...(${unseenFocus})());
    const moved = await (${shift})();
    say(moved.share < ${MOST_SHIFT}, 'the page moves by itself while it loads: ' + moved.share + ' ' + moved.what);
    return found;
  })()`;
}

/** Each thing that the keyboard reaches must show that it is there. The caller has pressed a key, so that browsers show it at all. */
const unseenFocus = `() => {
  const reached = 'a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex="0"]';
  return [...document.querySelectorAll(reached)].filter((one) => {
    if (one.disabled || !one.checkVisibility()) return false;
    one.focus({ preventScroll: true });
    const shown = (at) => getComputedStyle(at).outlineStyle !== 'none' && parseFloat(getComputedStyle(at).outlineWidth) >= 2;
    // Where a frame around it tells, the thing itself need not.
    const frames = function* () { for (let at = one; at !== document.body; at = at.parentElement) yield at; };
    return document.activeElement === one && ![...frames()].some(shown);
  }).map((one) => 'one cannot see the focus on ' + one.outerHTML.slice(0, 120));
}`;

const shift = `() => new Promise((resolve) => {
  let share = 0;
  const what = new Set();
  const observer = new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      if (entry.hadRecentInput) continue;
      share += entry.value;
      for (const { node, previousRect: from, currentRect: to } of entry.sources)
        what.add((node?.outerHTML ?? '?').slice(0, 100) + ' from ' + from.y + ' to ' + to.y);
    }
  });
  observer.observe({ type: 'layout-shift', buffered: true });
  requestAnimationFrame(() => setTimeout(() => resolve({ share, what: [...what].join(', ') })));
})`;

/** What sticks out of the window, unless it can be scrolled within its own frame. */
const tooWide = `(width) => {
  if (document.documentElement.scrollWidth <= width) return [];
  const framed = (one) => one.closest('.scroll, pre') !== null || [...ancestors(one)].some((a) => getComputedStyle(a).overflowX !== 'visible');
  function* ancestors(one) { for (let a = one.parentElement; a && a !== document.body; a = a.parentElement) yield a; }
  const out = [...document.querySelectorAll('body *')].filter((one) => one.getBoundingClientRect().right > width + 1 && !framed(one));
  return ['wider than a phone (' + document.documentElement.scrollWidth + '): ' + out.slice(-1).map((one) => one.outerHTML.slice(0, 160))];
}`;
