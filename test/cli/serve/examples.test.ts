import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { loadExamples } from '../../../src/cli/serve/examples.ts';
import { ROOT } from '../../support/places.ts';
import { openService } from '../../support/service.ts';

const BUNDLED = readdirSync(join(ROOT, 'examples'));

test('Every bundled homework is published, once; what a teacher made of one stays, and nothing is handed in', async (context) => {
  const { service, teacher, publish } = await openService(context);
  await publish('id: go-backend\ntitle: Mine\n');
  for (let start = 1; start <= 2; start += 1) {
    expect(await loadExamples(service, teacher)).toBeNull();
    const published = await service.assignments.list(teacher, 'en');
    expect(published.map(({ id }) => id).sort()).toEqual([...BUNDLED, 'homework'].sort());
    expect((await service.assignments.get(teacher, 'go-backend', 'en')).title).toBe('Mine');
  }
});
