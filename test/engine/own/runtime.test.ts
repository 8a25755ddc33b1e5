import { expect, test } from 'vitest';
import { registrationOf } from '../../../worker/engine/own/runtime.ts';

test('a runtime is registered under the name of its program', () => {
  expect(registrationOf('/bin/true')).toEqual({ true: { path: '/bin/true' } });
  expect(registrationOf('sleep')).toEqual({ sleep: { path: expect.stringMatching(/\/bin\/sleep$/) } });
});

test("the engine's own runtime needs no registration", () => {
  expect(registrationOf(null)).toBeNull();
  expect(registrationOf('runc')).toBeNull();
});

test('a program that is not there is named, with the places where it was looked for', () => {
  expect(() => registrationOf('runsc-of-nobody')).toThrow('DOCKGRADE_RUNTIME is "runsc-of-nobody"');
});
