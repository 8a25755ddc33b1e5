import { expect, test } from 'vitest';
import type { Look, LookAtRepository } from '../../../src/core/look.ts';
import { makeLooks } from '../../../src/service/submissions/looks.ts';

const LOOK: Look = { branch: 'main', commit: 'a'.repeat(40), compose: { state: 'found', file: 'compose.yaml' } };
const wanted = (repository: string) => ({ repository, ref: null, stack: { path: '.' } });

/** Somebody who looks until they are let go. */
function looker() {
  const open = new Map<string, () => void>();
  const looked: string[] = [];
  const look: LookAtRepository = ({ repository, signal }) =>
    new Promise((resolve, reject) => {
      looked.push(repository);
      open.set(repository, () => resolve(LOOK));
      signal.addEventListener('abort', () => reject(signal.reason));
    });
  return { look, looked, letGo: (repository: string) => open.get(repository)?.() };
}

test('few look at once; the others come in their turn, and who comes when too many wait is told', async () => {
  const { look, looked, letGo } = looker();
  const looks = makeLooks(look);
  const all = Array.from({ length: 44 }, (_, index) => looks.look(`person ${index}`, wanted(`${index}`)));
  await expect.poll(() => looked).toEqual(['0', '1', '2', '3']);
  expect(await looks.look('one too many', wanted('more'))).toBeNull();
  for (let index = 0; index < 44; index += 1) {
    await expect.poll(() => looked).toContain(`${index}`);
    letGo(`${index}`);
  }
  expect(await Promise.all(all)).toEqual(all.map(() => LOOK));
});

test('a newer question of the same person ends their last one, and leaves its place', async () => {
  const { look, looked, letGo } = looker();
  const looks = makeLooks(look);
  const typed = Array.from({ length: 30 }, (_, index) => looks.look('one', wanted(`${index}`)));
  const last = looks.look('one', wanted('whole'));
  await expect.poll(() => looked).toContain('whole');
  letGo('whole');
  expect(await Promise.all(typed)).toEqual(typed.map(() => null));
  expect(await last).toEqual(LOOK);
});

test('what was seen is believed for a short time, by everybody and for the same place alone', async () => {
  const { look, looked, letGo } = looker();
  const looks = makeLooks(look);
  const first = looks.look('one', wanted('a'));
  await expect.poll(() => looked).toEqual(['a']);
  letGo('a');
  await first;
  expect(await looks.look('another', wanted('a'))).toEqual(LOOK);
  expect(looked).toEqual(['a']);
  const elsewhere = looks.look('another', { ...wanted('a'), stack: { path: 'app' } });
  await expect.poll(() => looked).toEqual(['a', 'a']);
  letGo('a');
  await elsewhere;
});

test('what failed is not remembered', async () => {
  let calls = 0;
  const looks = makeLooks(async () => {
    calls += 1;
    if (calls === 1) throw new Error('away');
    return LOOK;
  });
  await expect(looks.look('one', wanted('a'))).rejects.toThrow('away');
  expect(await looks.look('one', wanted('a'))).toEqual(LOOK);
});
