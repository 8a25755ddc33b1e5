import { describe, expect, test } from 'vitest';
import { type Attack, HOST, MOUNTS, NETWORKS_AND_BUILDS } from './support/attacks.ts';
import { admitFiles } from './support/compose.ts';

const FILES = { Dockerfile: 'FROM scratch\n', 'sub/file.txt': 'x', link: { link: '/etc' }, 'sub/up': { link: '/' } };

/** The whole file of an attack: most are one key of an otherwise harmless service. */
function fileOf(attack: Attack): string {
  if (attack.file !== undefined) return attack.file;
  const base = attack.service?.includes('build:') ? '' : '    image: postgres:16\n';
  return `services:\n  app:\n${base}    ${attack.service}\n${attack.top ?? ''}`;
}

describe.for([
  ['rights over the machine', HOST],
  ['mounts and files', MOUNTS],
  ['networks, images and builds', NETWORKS_AND_BUILDS],
] as const)('%s', ([, attacks]) => {
  test.for(attacks)('$name is refused as $rule', async (attack, { signal }) => {
    const text = fileOf(attack);
    const { admission } = await admitFiles({ ...FILES, 'compose.yaml': text }, signal);
    expect(admission.outcome).toBe('refused');
    if (admission.outcome !== 'refused') return;
    const rules = new Set(admission.refusals.map((refusal) => refusal.rule));
    expect([...rules]).toEqual([attack.rule]);
    const [refusal] = admission.refusals;
    expect(refusal?.message.es).not.toBe(refusal?.message.en);
    expect(refusal?.where.file).toBe('compose.yaml');
    const line = text.split('\n')[(refusal?.where.line ?? 0) - 1];
    expect(line).toContain(attack.line);
  });
});
