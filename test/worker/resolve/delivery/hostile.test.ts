import { expect, test } from 'vitest';
import { cpuSeconds } from '../../../support/cpu-seconds.ts';
import { deliveryOf } from './repository.ts';

/** Seconds that an honest repository would never need, on a machine that does much else. */
const LONG = 5;
const KIND = 'apiVersion: v1\nkind: ConfigMap\n';

test.for([
  ['a README of words that nearly fit', { 'README.md': 'docker compose '.repeat(8000) }],
  ['a README of blanks', { 'README.md': `docker compose${' '.repeat(120_000)}` }],
  ['a README whose name nearly fits', { [`README${'-_'.repeat(100)}!`]: '' }],
  [
    'a Makefile of words that nearly fit',
    { Makefile: 'docker compose '.repeat(8000), 'README.md': 'make '.repeat(20_000) },
  ],
  ['a workflow with a long script', { '.github/workflows/a.yml': script('docker compose '.repeat(8000)) }],
  [
    'a workflow with a script of blanks',
    { '.github/workflows/a.yml': script(`docker compose${' '.repeat(120_000)}x`) },
  ],
  ['a manifest of empty lines', { 'a.yaml': `${'\n'.repeat(120_000)}kind` }],
  ['a manifest with many keys', { 'a.yaml': `${KIND}data:\n${keys(12_000)}` }],
  ['a manifest of many levels', { 'a.yaml': `${KIND}${levels(450)}` }],
  ['many manifests that expand', Object.fromEntries(Array.from({ length: 100 }, (_, i) => [`${i}.yaml`, bomb()]))],
] as const)('%s is read in time', async ([, files]) => {
  const started = process.cpuUsage();
  const { readmes, workflows } = await deliveryOf(files);
  expect([...readmes.flatMap(({ commands }) => commands), ...workflows.flatMap(({ builds }) => builds)]).toEqual([]);
  expect(cpuSeconds(started)).toBeLessThan(LONG);
});

function script(text: string): string {
  return `on: push\njobs:\n  a:\n    steps:\n      - run: |\n          ${text}\n`;
}

function keys(count: number): string {
  return Array.from({ length: count }, (_, index) => `  k${index}: a\n`).join('');
}

function levels(count: number): string {
  return Array.from({ length: count }, (_, index) => `${' '.repeat(index)}a:\n`).join('');
}

/** Expands to nearly as much as is taken. */
function bomb(): string {
  const list = (name: string, of: string) => `${name}: &${name} [${Array(12).fill(of).join(',')}]\n`;
  return `${KIND}${list('a', 'x')}${list('b', '*a')}${list('c', '*b')}${list('d', '*c').replace(/(,\*c){4}\]/, ']')}`;
}
