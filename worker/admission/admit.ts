import type { Admission, AdmissionInput } from './input.ts';
import type { ComposeFile, ComposeModel, ComposeNetwork, ComposeService } from './model.ts';
import { separateOverlaps } from './overlaps.ts';
import { Review } from './review.ts';
import { fileRules, networkRules, rootRules, serviceRules, volumeRules } from './rules/index.ts';
import { applyRules, type Rule } from './rules/rule.ts';
import { entriesOf, type Fields } from './values.ts';

export type { Admission, AdmissionInput, Preparation } from './input.ts';
export type { ComposeModel } from './model.ts';

/**
 * Decides whether a Compose file may run, and writes the one that runs instead: rebuilt from nothing by rules, each of which answers for
 * some keys. A key that no rule answers for is refused. Reads the checkout, changes nothing.
 */
export async function admit(input: AdmissionInput): Promise<Admission> {
  const review = new Review(input);
  await applyRules(rootRules, { name: '', path: [], value: review.model, out: review, review });
  const { refusals, notes, preparation } = review;
  // A model of this size or with such names is not looked at any closer.
  if (refusals.length > 0) return { outcome: 'refused', refusals, notes };
  const model = await rebuild(review);
  if (refusals.length > 0) return { outcome: 'refused', refusals, notes };
  separateOverlaps(review, model);
  return { outcome: 'admitted', model, notes, ...preparation };
}

async function rebuild(review: Review): Promise<ComposeModel> {
  const services = await rebuildPart<ComposeService>(review, 'services', serviceRules);
  return {
    name: review.input.project,
    services,
    networks: await rebuildPart<ComposeNetwork>(review, 'networks', networkRules, joined(services)),
    volumes: await rebuildPart(review, 'volumes', volumeRules),
    secrets: await rebuildPart<ComposeFile>(review, 'secrets', fileRules),
    configs: await rebuildPart<ComposeFile>(review, 'configs', fileRules),
  };
}

/** Rules fill what they are given: the mandatory fields of a part are those that its rules always write. */
async function rebuildPart<Out>(
  review: Review,
  part: 'services' | 'networks' | 'volumes' | 'secrets' | 'configs',
  rules: readonly Rule<Out>[],
  wanted: readonly string[] = [],
): Promise<Record<string, Out>> {
  const entries = new Map<string, Fields>(entriesOf(review.model[part]));
  for (const name of wanted) if (!entries.has(name)) entries.set(name, {});
  const rebuilt: Record<string, Out> = {};
  for (const [name, value] of entries) {
    const out = {} as Out;
    await applyRules(rules, { name, path: [part, name], value, out, review });
    rebuilt[name] = out;
  }
  return rebuilt;
}

/** The networks that services join, so also the default one that a rule moved a service to. */
function joined(services: Record<string, ComposeService>): string[] {
  return Object.values(services).flatMap((service) => Object.keys(service.networks ?? {}));
}
