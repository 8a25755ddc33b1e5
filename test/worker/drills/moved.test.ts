import { expect, test } from 'vitest';
import { movedModel } from '../../../worker/drills/rebuild/moved.ts';
import type { RunContext } from '../../../worker/stages/stage.ts';

test('A build after the start reads nothing, secrets included, from where containers may have written meanwhile', () => {
  const build = { context: '/run/context/app', additional_contexts: { lib: '/run/context/lib' } };
  const admittedModel = { services: { app: { build } }, secrets: { s: { file: '/run/context/data/s' } } };
  const context = { folder: '/run', work: { admittedModel } } as unknown as RunContext;
  const text = JSON.stringify(movedModel(context));
  expect(text).not.toContain('/run/context');
  expect(text).toContain('/run/rebuild/data/s');
});
