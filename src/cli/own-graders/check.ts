import type { z } from 'zod';
import { pathText, quote, valueText } from '../../core/assignment/mistake.ts';
import { nearest } from '../../core/nearest.ts';
import { type OwnGraderFile, ownGraderSchema } from './schema.ts';

/** What a file exports as its default, or every mistake in it: `field: found …, expected …`. */
export function checkExport(exported: unknown, name: string): { grader: OwnGraderFile } | { mistakes: string[] } {
  const parsed = ownGraderSchema.safeParse(exported);
  if (!parsed.success) return { mistakes: parsed.error.issues.flatMap((issue) => issueMistakes(issue, exported)) };
  const { id, needs, drills = [] } = parsed.data;
  const mistakes: string[] = [];
  if (id !== name) mistakes.push(mistake(['id'], quote(id), `${quote(name)}, the name of its file`));
  const ladder = drills.includes('cold-start');
  const others = drills.some((drill) => drill !== 'cold-start');
  if (ladder && !needs.includes('persistence'))
    mistakes.push(mistake(['needs'], 'no "persistence"', 'it, where the facts of the drill "cold-start" are'));
  if (others !== needs.includes('drills'))
    mistakes.push(
      others
        ? mistake(['needs'], 'no "drills"', 'it, where the facts of its drills are')
        : mistake(['drills'], 'none', 'the drills whose facts it reads, since it needs the stage "drills"'),
    );
  return mistakes.length > 0 ? { mistakes } : { grader: parsed.data };
}

function issueMistakes(issue: z.core.$ZodIssue, exported: unknown): string[] {
  if (issue.code !== 'unrecognized_keys')
    return [mistake(issue.path, valueText(at(exported, issue.path)), issue.message)];
  const known = keysAt(issue.path);
  return issue.keys.map((key) => {
    const near = nearest(key, known);
    return mistake(issue.path, `the unknown key ${quote(key)}`, near ? quote(near) : `one of ${known.join(', ')}`);
  });
}

function mistake(path: readonly PropertyKey[], found: string, expected: string): string {
  const place = path.length === 0 ? '' : `${pathText(path)}: `;
  return `${place}found ${found}, expected ${expected}`;
}

function at(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce((inner, key) => (inner as Record<PropertyKey, unknown> | undefined)?.[key], value);
}

function keysAt(path: readonly PropertyKey[]): string[] {
  const { shape } = ownGraderSchema;
  if (path.length === 0) return Object.keys(shape);
  if (path[0] === 'about' && path.length === 1) return Object.keys(shape.about.shape);
  return path[0] === 'examples' ? ['passes', 'fails'] : ['en', 'es'];
}
