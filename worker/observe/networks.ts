import type { Container } from '../engine/engine.ts';

/** The networks that a container is in, in the student's names and their order; without any for one that has none. */
export function networksOf({ NetworkSettings }: Pick<Container, 'NetworkSettings'>, project: string): string[] {
  return Object.keys(NetworkSettings.Networks)
    .filter((name) => name !== 'none')
    .map((name) => name.replace(`${project}_`, ''))
    .sort();
}
