import { lstat, realpath } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { expect } from 'vitest';
import type { Note, Refusal } from '../../../../src/core/evidence/admit.ts';
import type { Admission } from '../../../../worker/admission/admit.ts';
import { COPIED_RULE } from '../../../../worker/admission/overlaps.ts';
import { RULE_IDS } from '../../../../worker/admission/rules/index.ts';
import { PROJECT } from '../support/compose.ts';
import { modelSchema } from '../support/model-schema.ts';

type Admitted = Extract<Admission, { outcome: 'admitted' }>;

/** Holds that an admitted model is made of allowed keys and of places of ours alone, whatever it was made from. */
export async function expectHarmless(
  { model, copies, files, createFolders }: Admitted,
  checkout: string,
): Promise<void> {
  expect(modelSchema.safeParse(model).error?.issues).toBeUndefined();
  for (const text of textsIn(model)) expect(text.replaceAll('$$', '')).not.toContain('$');
  const ours = new Set([...copies.map(({ to }) => to), ...files.map(({ path }) => path)]);
  for (const place of ours) expect(place.startsWith(`${checkout}-`)).toBe(true);
  const services = Object.values(model.services);
  const places = [
    ...createFolders.filter((folder) => !ours.has(folder)),
    ...copies.map(({ from }) => from),
    ...services.flatMap(({ volumes = [] }) =>
      volumes.flatMap((mount) => (mount.type === 'bind' ? [mount.source] : [])),
    ),
    ...services.flatMap(({ build }) => [
      ...(build?.context === undefined ? [] : [build.context, resolve(build.context, build.dockerfile ?? '.')]),
      ...Object.values(build?.additional_contexts ?? {}).filter((source) => !source.startsWith('service:')),
    ]),
    ...[...Object.values(model.secrets), ...Object.values(model.configs)].flatMap(({ file }) => file ?? []),
  ];
  for (const place of places) {
    const path = place.replaceAll('$$', '$');
    if (!ours.has(path)) expect(await isReallyInside(checkout, path), path).toBe(true);
  }
  for (const name of namesIn(model)) expect(name.startsWith(PROJECT)).toBe(true);
  const mounted = services.flatMap(({ volumes = [], tmpfs = [], secrets = [], configs = [] }) => [
    ...volumes.map(({ target }) => target),
    ...tmpfs.map((entry) => entry.replace(/:.*/s, '')),
    ...[...secrets, ...configs].flatMap(({ target }) => target ?? []),
  ]);
  for (const target of mounted) expect(resolve('/', target)).not.toMatch(/^\/(proc|sys)(\/|$)/);
}

/** Holds that whatever is said can be shown: a rule that is known, a file and a line of it, two languages, nothing of this machine. */
export function expectReadable(
  said: readonly (Refusal | Note)[],
  texts: Readonly<Record<string, string>>,
  root: string,
): void {
  for (const { rule, message, where } of said) {
    expect(RULE_IDS).toContain(rule);
    expect(message.en).not.toBe(message.es);
    for (const words of [message.en, message.es]) {
      expect(words.length).toBeGreaterThan(10);
      expect(words.length).toBeLessThan(502);
      expect(words).not.toMatch(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/u);
      expect(words).not.toContain(root);
    }
    const lines = texts[where.file]?.split('\n').length;
    if (rule === COPIED_RULE || where.line !== undefined) expect(where.line).toBeLessThanOrEqual(lines ?? 0);
    if (where.line !== undefined) expect(where.line).toBeGreaterThan(0);
  }
}

function* textsIn(value: unknown): Generator<string> {
  if (typeof value === 'string') yield value;
  if (typeof value !== 'object' || value === null) return;
  for (const [key, entry] of Object.entries(value)) {
    yield key;
    yield* textsIn(entry);
  }
}

function namesIn({ services, networks, volumes, secrets, configs }: Admitted['model']): string[] {
  const built = Object.values(services).flatMap(({ build, image }) => (build ? [image ?? ''] : []));
  return [
    ...built,
    ...[networks, volumes, secrets, configs].flatMap((part) => Object.values(part).map(({ name }) => name)),
  ];
}

/** Whether a path, or the part of it that exists, is below the checkout without a link on the way. */
async function isReallyInside(checkout: string, path: string): Promise<boolean> {
  const there = await lstat(path).then(
    () => true,
    () => false,
  );
  if (!there) return path !== checkout && path.startsWith(checkout) && isReallyInside(checkout, dirname(resolve(path)));
  const real = await realpath(path);
  return real === resolve(path) && (real === checkout || real.startsWith(`${checkout}/`));
}
