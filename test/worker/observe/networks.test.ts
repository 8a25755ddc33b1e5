import { expect, test } from 'vitest';
import type { Container } from '../../../worker/engine/engine.ts';
import { networksOf } from '../../../worker/observe/networks.ts';

function inside(...names: string[]): Pick<Container, 'NetworkSettings'> {
  const Networks = Object.fromEntries(names.map((name) => [name, {}]));
  return { NetworkSettings: { Networks } } as Pick<Container, 'NetworkSettings'>;
}

test('The networks of a container have the names that the student gave them, in their order', () => {
  expect(networksOf(inside('dockgrade-x_front', 'dockgrade-x_back'), 'dockgrade-x')).toEqual(['back', 'front']);
});

test('A container without a network is in none', () => {
  expect(networksOf(inside('none'), 'dockgrade-x')).toEqual([]);
  expect(networksOf(inside(), 'dockgrade-x')).toEqual([]);
});
