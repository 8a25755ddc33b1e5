import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { BrowserContext, BrowserContextOptions } from 'playwright-core';
import type { Lang } from '../src/core/text.ts';
import { html } from '../src/web/html.ts';
import { DESKTOP, launchChromium, PHONE, signIn } from '../test/support/chromium.ts';
import { type Opened, PAGES } from '../test/support/scene/pages.ts';
import { openScene } from '../test/support/scene/scene.ts';

/**
 * `make screenshots`: every page, as everybody who opens it sees it, into `screenshots/`. Names of pages leave out the others;
 * `--readme` writes the picture of the README instead.
 */
const FOLDER = join(import.meta.dirname, '../screenshots');
const README_PICTURE = join(import.meta.dirname, '../docs/images/report.webp');
const names = process.argv.slice(2).filter((name) => !name.startsWith('--'));
const chosen = PAGES.filter(({ name }) => names.length === 0 || names.includes(name));
/** Those that are looked at in Spanish too: words are longer there. */
const IN_SPANISH = ['home-student', 'assignment-student', 'submission-no-volume', 'grades', 'operations'];

const looks: { name: string; lang: Lang; options: BrowserContextOptions }[] = [
  { name: 'phone', lang: 'en', options: { viewport: PHONE } },
  { name: 'phone-dark', lang: 'en', options: { viewport: PHONE, colorScheme: 'dark' } },
  { name: 'desktop', lang: 'en', options: { viewport: DESKTOP } },
  { name: 'desktop-dark', lang: 'en', options: { viewport: DESKTOP, colorScheme: 'dark' } },
  { name: 'phone-es', lang: 'es', options: { viewport: PHONE } },
];

const scene = await openScene();
const { browser, close } = await launchChromium();
if (process.argv.includes('--readme')) await readmePicture();
else await everyPage();
await close();
await scene.close();

async function everyPage(): Promise<void> {
  if (names.length === 0) await rm(FOLDER, { recursive: true, force: true });
  await mkdir(FOLDER, { recursive: true });
  const files: string[] = [];
  for (const { name: look, lang, options } of looks) {
    const windows = new Map<string | undefined, BrowserContext>();
    for (const page of chosen.filter(({ name }) => lang === 'en' || IN_SPANISH.includes(name))) {
      const window = await windowOf(windows, page, { ...options, locale: lang });
      const file = `${page.name}.${look}.png`;
      await picture(window, page, join(FOLDER, file));
      files.push(file);
    }
    for (const window of windows.values()) await window.close();
  }
  await writeFile(join(FOLDER, 'index.html'), index(files.sort()));
  process.stdout.write(`${files.length} pictures: ${join(FOLDER, 'index.html')}\n`);
}

async function windowOf(
  windows: Map<string | undefined, BrowserContext>,
  { as }: Opened,
  options: BrowserContextOptions,
): Promise<BrowserContext> {
  const who = as(scene);
  const known = windows.get(who?.id);
  if (known) return known;
  const window = await browser.newContext({ baseURL: scene.served.base, timezoneId: 'UTC', ...options });
  if (who) await signIn(window, scene.served, who);
  windows.set(who?.id, window);
  return window;
}

async function picture(window: BrowserContext, { path }: Opened, file: string): Promise<void> {
  const page = await window.newPage();
  await page.goto(path(scene), { waitUntil: 'load' });
  await page.screenshot({ path: file, fullPage: true });
  await page.close();
}

function index(files: readonly string[]): string {
  return html`<!doctype html><meta charset="utf-8"><title>Pages</title>${files.map(
    (file) => html`<h2>${file}</h2><a href="${file}"><img src="${file}" width="360" loading="lazy" alt=""></a>`,
  )}`.text;
}

/** What one sees first of a report, compressed: GitHub shows it above the fold. */
async function readmePicture(): Promise<void> {
  const { students, tried } = scene;
  const window = await browser.newContext({
    baseURL: scene.served.base,
    viewport: { width: 1000, height: 1158 },
    locale: 'en',
  });
  await signIn(window, scene.served, students[0]);
  const page = await window.newPage();
  await page.goto(`/submissions/${tried['no-volume']}`, { waitUntil: 'load' });
  const png = await page.screenshot();
  await mkdir(dirname(README_PICTURE), { recursive: true });
  await writeFile(README_PICTURE, await compressed(window, png));
  process.stdout.write(`${README_PICTURE}\n`);
}

/** WebP, by the browser itself: in a page without a policy, which may turn a picture into another. */
async function compressed(window: BrowserContext, png: Buffer): Promise<Buffer> {
  const page = await window.newPage();
  const data = await page.evaluate<string>(`(async () => {
    const image = await createImageBitmap(await (await fetch('data:image/png;base64,${png.toString('base64')}')).blob());
    const canvas = Object.assign(document.createElement('canvas'), { width: image.width, height: image.height });
    canvas.getContext('2d').drawImage(image, 0, 0);
    return canvas.toDataURL('image/webp', 0.7);
  })()`);
  await page.close();
  return Buffer.from(data.slice(data.indexOf(',') + 1), 'base64');
}
