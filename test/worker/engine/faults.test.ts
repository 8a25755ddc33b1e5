import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { greet } from '../../../worker/engine/greet.ts';

test('an engine that is not there is named with a remedy that is right wherever it is printed', async ({ signal }) => {
  const host = `unix://${join(tmpdir(), 'no-such-engine.sock')}`;
  const greeting = greet(host, tmpdir(), signal);
  await expect(greeting).rejects.toMatchObject({
    code: 'engine-unreachable',
    remedy: expect.not.stringContaining('doctor'),
  });
});
