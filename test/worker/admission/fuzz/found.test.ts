import { describe, expect, test } from 'vitest';
import { admitFiles, admitted } from '../support/compose.ts';

const service = (keys: string) => `services:\n  app:\n    image: postgres:16\n    ${keys}\n`;

describe('what generated files have found: it was admitted, and Compose then refused it or read it differently', () => {
  test.for([
    ['F243 a variable without a name', 'environment: ["=x"]'],
    ['F243 an argument of a build without a name', 'build: { context: ., args: ["=x"] }'],
  ])('%s is refused as a name', async ([, keys], { signal }) => {
    const { admission } = await admitFiles({ 'compose.yaml': service(keys ?? ''), Dockerfile: '' }, signal);
    if (admission.outcome === 'admitted') throw new Error('it was admitted');
    expect(admission.refusals.map(({ rule }) => rule)).toEqual(['plain-keys']);
  });

  test.for([
    ['F246 `/sys` behind a point, in memory', 'tmpfs: ["/.//sys:mode=1777"]', 'tmpfs'],
    ['F246 `/proc` behind a point, as a mount', 'volumes: [{ type: tmpfs, target: /./proc/x }]', 'mount-type'],
    [
      'F246 `/proc` behind a point, as a secret',
      'secrets: [{ source: s, target: /./proc/x }]\nsecrets: { s: { file: Dockerfile } }',
      'service-files',
    ],
  ])('%s is refused as a place of the kernel', async ([, keys, rule], { signal }) => {
    const { admission } = await admitFiles({ 'compose.yaml': service(keys ?? ''), Dockerfile: '' }, signal);
    expect(admission.outcome === 'refused' && admission.refusals.map((refusal) => refusal.rule)).toEqual([rule]);
  });

  test.for([
    ['no time to end', 'stop_grace_period: 0s', { stop_grace_period: '0s' }],
    ['less time to end than a millisecond', 'stop_grace_period: 100us', { stop_grace_period: '0s' }],
    ['F244 a character that YAML does not take', 'command: ["a\\x7fb"]', { command: ['a\u007fb'] }],
    [
      'F244 what YAML takes for a line break',
      'environment: { A: "a\\u2028b\\x85" }',
      { environment: { A: 'a\u2028b\u0085' } },
    ],
    ['almost a second', 'stop_grace_period: 999999us', { stop_grace_period: '1s' }],
  ] as const)('%s means the same to both', async ([, keys, becomes], { signal }) => {
    const { model } = await admitted({ 'compose.yaml': service(keys) }, signal);
    expect(model.services.app).toMatchObject(becomes);
  });
});
