import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, type BrowserContext, chromium } from 'playwright-core';
import type { Person } from '../../src/store/contract/people.ts';
import type { Served } from '../api/fixtures/served.ts';

/** The measured flags for Debian's Chromium as root. */
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
export const PHONE = { width: 360, height: 740 };
export const DESKTOP = { width: 1280, height: 800 };

/** Debian's Chromium, with a home folder of its own that goes with it. */
export async function launchChromium(): Promise<{ browser: Browser; close: () => Promise<void> }> {
  const profile = await mkdtemp(join(tmpdir(), 'dockgrade-browser-'));
  const env = { ...process.env, HOME: profile };
  const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: FLAGS, env });
  return {
    browser,
    async close() {
      await browser.close();
      await rm(profile, { recursive: true, force: true });
    },
  };
}

/** Gives the window the session of this person, as their personal link does. */
export async function signIn(
  context: BrowserContext,
  { base, service }: Pick<Served, 'base'> & Partial<Pick<Served, 'service'>>,
  who: Person,
): Promise<void> {
  if (!service) throw new Error('only the service itself makes a session');
  const session = await service.people.startSession({ link: await linkOf(service, who) });
  if (session === null) throw new Error('the link of this person was renewed elsewhere');
  await context.addCookies([{ name: 'dockgrade', value: session.token, url: base, httpOnly: true, sameSite: 'Lax' }]);
}

const links = new WeakMap<Served['service'], Map<string, Promise<string>>>();

/** One link for all windows of a person: a new one would sign the others out. */
function linkOf(service: Served['service'], who: Person): Promise<string> {
  const known = links.get(service) ?? new Map<string, Promise<string>>();
  links.set(service, known);
  const link =
    known.get(who.id) ?? service.people.renewLink(who, who.id).then((made) => made.link.split('/').at(-1) ?? '');
  known.set(who.id, link);
  return link;
}
