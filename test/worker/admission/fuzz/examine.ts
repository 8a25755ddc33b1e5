import { expect } from 'vitest';
import { type Admission, admit, type ComposeModel } from '../../../../worker/admission/admit.ts';
import { checkSources } from '../../../../worker/admission/sources.ts';
import { isFields } from '../../../../worker/admission/values.ts';
import { inputOf, PROJECT } from '../support/compose.ts';
import type { Case } from './cases.ts';
import { expectHarmless, expectReadable } from './harmless.ts';
import type { Loads } from './loads.ts';
import { spell } from './spelling.ts';
import { VARIABLES } from './words.ts';

/** Milliseconds that looking at one repository may take on a busy machine. */
const PATIENCE = 20_000;

export type Admitted = Extract<Admission, { outcome: 'admitted' }>;

/** The texts of a repository. */
export function filesOf({ documents, more, deep, values, spelling }: Case): Record<string, string> {
  const choices = [...spelling];
  return {
    'compose.yaml': `${documents.map((document) => spell(document, choices)).join('\n---\n')}\n`,
    'more.yaml': `${spell(more, choices)}\n`,
    'sub/more.yaml': `${spell(deep, choices)}\n`,
    'values.env': values,
    'sub/values.env': 'W=1\n',
  };
}

/** What became of each repository; one that is loaded is decided about as a whole, and service by service. */
export type Fate =
  | { name: 'source' | 'invalid' }
  | { name: 'loaded'; admissions: Admitted[]; refused: number; checkout: string };

/** Takes repositories the whole way, and holds on each step what must hold of it. */
export async function examine(
  loads: Loads,
  texts: readonly Record<string, string>[],
  signal: AbortSignal,
): Promise<Fate[]> {
  const sources = await Promise.all(
    texts.map(async (files, at) => {
      await loads.fill(at, files);
      const refusals = await inTime(() => checkSources({ checkout: loads.checkout(at), files: ['compose.yaml'] }));
      expectReadable(refusals, files, loads.root);
      return refusals.length === 0;
    }),
  );
  const passed = sources.flatMap((passes, at) => (passes ? [{ at, file: 'compose.yaml', variables: VARIABLES }] : []));
  const loaded = passed.length === 0 ? [] : await loads.load(passed, signal);
  const fates: Fate[] = texts.map(() => ({ name: 'source' }));
  for (const [index, load] of loaded.entries()) {
    const at = passed[index]?.at ?? 0;
    // Nothing that passed the raw checks makes the loader look outside.
    expect(load.reached, load.stderr).toBe(false);
    expect(`${load.stdout}${load.stderr}`).not.toContain(loads.secret);
    expect(load.exitCode, 'the loader was still at it').not.toBe(137);
    fates[at] =
      load.exitCode === 0 ? await decide(loads, at, texts[at] ?? {}, JSON.parse(load.stdout)) : { name: 'invalid' };
  }
  return fates;
}

/** The whole file, and each of its services by itself: one service that is refused does not hide the others. */
async function decide(
  loads: Loads,
  at: number,
  files: Record<string, string>,
  model: Record<string, unknown>,
): Promise<Fate> {
  const checkout = loads.checkout(at);
  const services = Object.entries(isFields(model.services) ? model.services : {});
  const alone = services.map(([name, service]) => ({ ...used(model, service), services: { [name]: service } }));
  const admissions: Admitted[] = [];
  let refused = 0;
  for (const part of [model, ...alone]) {
    const admission = await inTime(() =>
      admit({ ...inputOf(part, checkout, files['compose.yaml'] ?? ''), variables: VARIABLES }),
    );
    expectReadable(admission.notes, files, loads.root);
    if (admission.outcome === 'refused') {
      expect(admission.refusals.length).toBeGreaterThan(0);
      expectReadable(admission.refusals, files, loads.root);
      refused += 1;
      continue;
    }
    await expectHarmless(admission, checkout);
    admissions.push(admission);
  }
  return { name: 'loaded', admissions, refused, checkout };
}

/** What Compose leaves of a file for one service: the volumes, networks and files that it uses. */
function used(model: Record<string, unknown>, service: unknown): Record<string, unknown> {
  const text = JSON.stringify(service);
  const parts = Object.entries(model).map(([key, part]) => {
    if (!['networks', 'volumes', 'secrets', 'configs'].includes(key) || !isFields(part)) return [key, part];
    return [key, Object.fromEntries(Object.entries(part).filter(([name]) => text.includes(JSON.stringify(name))))];
  });
  return Object.fromEntries(parts);
}

async function inTime<Result>(work: () => Promise<Result>): Promise<Result> {
  const began = performance.now();
  const result = await work();
  expect(performance.now() - began).toBeLessThan(PATIENCE);
  return result;
}

/** Many models as one: what belongs to each gets a name of its own, so that one load of Compose can verify them all. */
export function together(models: readonly ComposeModel[]): ComposeModel {
  const all: ComposeModel = { name: PROJECT, services: {}, networks: {}, volumes: {}, secrets: {}, configs: {} };
  for (const [at, model] of models.entries()) {
    const own = <Value>(part: Record<string, Value>): Record<string, Value> =>
      Object.fromEntries(Object.entries(part).map(([name, value]) => [`c${at}-${name}`, value]));
    for (const part of ['networks', 'volumes', 'secrets', 'configs'] as const)
      Object.assign(all[part], own<unknown>(model[part]));
    for (const [name, service] of Object.entries(model.services)) {
      const used = <Use extends { source?: string }>(uses: Use[] | undefined) =>
        uses?.map((use) => (use.source === undefined ? use : { ...use, source: `c${at}-${use.source}` }));
      const { networks, depends_on: order, secrets, configs, volumes, build } = service;
      all.services[`c${at}-${name}`] = {
        ...service,
        ...(networks && { networks: own(networks) }),
        ...(order && { depends_on: own(order) }),
        ...(secrets && { secrets: used(secrets) ?? [] }),
        ...(configs && { configs: used(configs) ?? [] }),
        ...(volumes && {
          volumes: volumes.map((mount) =>
            mount.type === 'volume' && mount.source !== undefined
              ? { ...mount, source: `c${at}-${mount.source}` }
              : mount,
          ),
        }),
        ...(build && {
          build: {
            ...build,
            ...(build.secrets && { secrets: used(build.secrets) ?? [] }),
            ...(build.additional_contexts && {
              additional_contexts: Object.fromEntries(
                Object.entries(build.additional_contexts).map(([key, from]) => [
                  key,
                  from.replace(/^service:/, `service:c${at}-`),
                ]),
              ),
            }),
          },
        }),
      };
    }
  }
  return all;
}
