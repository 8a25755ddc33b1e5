import { describe, expect, test } from 'vitest';
import type { Answer } from '../../../src/core/evidence/index.ts';
import { watchPhases } from '../../../worker/stack/phases.ts';

const REFUSED: Answer = { ok: false, error: 'ECONNREFUSED', message: 'connect ECONNREFUSED', seconds: 0 };

describe('What an application answers one after the other', () => {
  test('is one phase as long as it is the same', () => {
    const { tell, phases } = watchPhases();
    for (const answer of [REFUSED, REFUSED, status(503), status(200)]) tell(answer);
    expect(phases.map(({ said, times }) => `${said} ×${times}`)).toEqual([
      'ECONNREFUSED ×2',
      'status 503 ×1',
      'status 200 ×1',
    ]);
    for (const { from, until } of phases) expect(until).toBeGreaterThanOrEqual(from);
  });

  test('is cut when it never settles', () => {
    const { tell, phases } = watchPhases();
    for (let round = 0; round < 50; round += 1) tell(status(round % 2 === 0 ? 500 : 502));
    expect(phases).toHaveLength(20);
  });
});

function status(code: number): Answer {
  return { ok: true, status: code, contentType: null, body: '', truncated: false, seconds: 0 };
}
