import { describe, expect, test } from 'vitest';
import { withoutWrittenSecrets } from '../../../worker/build/unwritten.ts';
import { masker } from '../../../worker/resolve/secrets.ts';
import { evidenceWith, serviceNamed } from '../../graders/evidence.ts';

const CANARY = 'canary-5e1f';
const mask = masker(new Set([CANARY]), new Set());

describe('The evidence that leaves the worker', () => {
  test.each([
    ['ENV', `API_TOKEN=${CANARY}`],
    ['ARG', `NPM_TOKEN="${CANARY}"`],
    ['RUN', `curl https://ada:${CANARY}@example.com/x`],
  ])('shows no secret that stands in %s', (keyword, text) => {
    const evidence = evidenceWith(({ resolve }) => {
      resolve.dockerfiles[0]?.instructions.push({ keyword, text, line: 9, stage: 0 });
    });
    const left = withoutWrittenSecrets(evidence, mask);
    expect(JSON.stringify(left)).not.toContain(CANARY);
    expect(JSON.stringify(left)).toContain('••••');
  });

  test('shows no secret that stands in a health check', () => {
    const evidence = evidenceWith((good) => {
      const { healthcheck } = serviceNamed(good, 'db');
      if (healthcheck) healthcheck.test = `redis-cli -a ${CANARY} ping`;
    });
    expect(JSON.stringify(withoutWrittenSecrets(evidence, mask))).not.toContain(CANARY);
  });

  test('keeps the name of an image that is also a password', () => {
    const evidence = evidenceWith(({ resolve }) => {
      const [dockerfile] = resolve.dockerfiles;
      if (!dockerfile) return;
      dockerfile.instructions = [
        { keyword: 'FROM', text: 'postgres:15', line: 1, stage: 0 },
        { keyword: 'ENV', text: 'POSTGRES_PASSWORD=postgres', line: 2, stage: 0 },
      ];
    });
    const texts = withoutWrittenSecrets(evidence, mask).resolve?.dockerfiles[0]?.instructions.map(({ text }) => text);
    expect(texts).toEqual(['postgres:15', 'POSTGRES_PASSWORD=••••']);
  });
});
