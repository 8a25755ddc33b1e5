import { z } from 'zod';
import { nearest } from '../nearest.ts';
import { type Mistake, pathText, quote } from './mistake.ts';
import { parsePlace } from './place.ts';
import { assignmentSchema, type Probe } from './schema.ts';
import type { Source } from './source.ts';
import { NONCE, variablesIn } from './variables.ts';

type Path = readonly PropertyKey[];

/** What a schema cannot see: names that refer to nothing. Parts that do not fit the schema are left out; their mistakes are known already. */
export function semanticMistakes(source: Source, graders: readonly string[]): Mistake[] {
  const { probes, persistence, rubric, late, due } = fittingParts(source.value);
  const mistakes: Mistake[] = [];
  const mistake = (path: Path, what: 'key' | 'value', found: string, expected: string) =>
    mistakes.push({ ...source.placeOf(path, what), path: pathText(path), found, expected });

  const saved = new Set([NONCE]);
  for (const [index, probe] of (probes ?? []).entries()) {
    const path = ['probes', index];
    if (probes?.findIndex(({ name }) => name === probe.name) !== index) {
      mistake(
        [...path, 'name'],
        'value',
        `a second probe named ${quote(probe.name)}`,
        'a name of its own for each probe',
      );
    }
    checkRequest(probe, [...path, 'request'], 'saved by an earlier probe');
    for (const [name, place] of Object.entries(probe.save)) {
      if (!parsePlace(place))
        mistake([...path, 'save', name], 'value', quote(place), 'a place such as $.id or $.data[0].id');
      saved.add(name);
    }
  }
  if (persistence && probes) {
    const names = probes.map(({ name }) => name);
    if (!names.includes(persistence.write)) {
      const expected = names.length === 0 ? 'a probe (there is none)' : oneOf(persistence.write, names);
      mistake(['persistence', 'write'], 'value', `no probe named ${quote(persistence.write)}`, expected);
    }
    checkRequest(persistence.read, ['persistence', 'read', 'request'], 'saved by a probe');
  }
  for (const id of rubric) {
    if (!graders.includes(id)) mistake(['rubric', id], 'key', `no grader named ${quote(id)}`, oneOf(id, graders));
  }
  if (late && due === undefined) mistake(['late'], 'key', '"late" without "due"', 'a "due" date from which days count');
  return mistakes;

  function checkRequest({ request, expect }: Pick<Probe, 'request' | 'expect'>, path: Path, saver: string): void {
    if (request.json !== undefined && request.body !== undefined) {
      mistake([...path, 'body'], 'key', 'both "json" and "body"', 'one of them');
    }
    for (const name of variablesIn([request, expect])) {
      if (!saved.has(name)) mistake(path, 'key', `the variable \${${name}}`, `\${nonce} or a variable ${saver}`);
    }
  }
}

function oneOf(word: string, known: readonly string[]): string {
  const near = nearest(word, known);
  return near ? quote(near) : `one of ${known.join(', ')}`;
}

/** What fits the schema. Of the rubric the names alone; a date that does not parse is a mistake of its own, and no missing one. */
function fittingParts(value: unknown) {
  const parts = (value ?? {}) as Record<string, unknown>;
  const { shape } = assignmentSchema;
  return {
    probes: shape.probes.safeParse(parts.probes).data,
    persistence: shape.persistence.safeParse(parts.persistence).data,
    rubric: Object.keys(z.record(z.string(), z.unknown()).safeParse(parts.rubric).data ?? {}),
    late: shape.late.safeParse(parts.late).data,
    due: parts.due,
  };
}
