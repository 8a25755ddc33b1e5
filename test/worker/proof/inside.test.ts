import { join } from 'node:path';
import { expect, test } from 'vitest';
import { run } from '../../../worker/engine/command.ts';
import { type Attempt, readOutcomes } from '../../../worker/proof/attempt.ts';
import { ROOT } from '../../support/places.ts';

const PROGRAM = join(ROOT, 'worker/proof/inside.ts');

test('What a machine of a thousand addresses is tried at comes through line by line, as from a build', async ({
  signal,
}) => {
  const attempts = Array.from({ length: 1000 }, (): Attempt => ({ target: 'machine', address: '127.0.0.1', port: 1 }));
  const lines: string[] = [];
  const args = [PROGRAM, 'try', JSON.stringify(attempts)];
  await run(process.execPath, args, { signal, timeout: 60_000, maxBytes: 0, onLine: (line) => lines.push(line) });
  const outcomes = readOutcomes(lines.join('\n'));
  expect(outcomes).toHaveLength(1000);
  for (const outcome of outcomes ?? []) expect(outcome).toMatchObject({ reached: false, how: 'ECONNREFUSED' });
});

test('Who did not come to the end has proven nothing', () => {
  const outcome = { target: 'machine', address: '127.0.0.1', port: 1, reached: false, how: 'timeout' };
  const line = `#9 0.3 dockgrade-proof ${JSON.stringify(outcome)}\n`;
  expect(readOutcomes(line)).toBeNull();
  expect(readOutcomes(`${line}#9 0.3 dockgrade-proof end\n`)).toEqual([outcome]);
});
