import { z } from 'zod';
import { nearest } from '../nearest.ts';
import { same, type Text } from '../text.ts';
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
  const mistake = (path: Path, what: 'key' | 'value', found: Text, expected: Text) =>
    mistakes.push({ ...source.placeOf(path, what), path: pathText(path), found, expected });

  const saved = new Set([NONCE]);
  for (const [index, probe] of (probes ?? []).entries()) {
    const path = ['probes', index];
    if (probes?.findIndex(({ name }) => name === probe.name) !== index) {
      mistake(
        [...path, 'name'],
        'value',
        { en: `a second probe named ${quote(probe.name)}`, es: `una segunda petición llamada ${quote(probe.name)}` },
        { en: 'a name of its own for each probe', es: 'un nombre propio para cada petición' },
      );
    }
    checkRequest(probe, [...path, 'request'], {
      en: 'saved by an earlier probe',
      es: 'que guarde una petición anterior',
    });
    for (const [name, place] of Object.entries(probe.save)) {
      if (!parsePlace(place))
        mistake([...path, 'save', name], 'value', same(quote(place)), {
          en: 'a place such as $.id or $.data[0].id',
          es: 'un lugar como $.id o $.data[0].id',
        });
      saved.add(name);
    }
  }
  if (persistence && probes) {
    const names = probes.map(({ name }) => name);
    if (!names.includes(persistence.write)) {
      const none = { en: 'a probe (there is none)', es: 'una petición de probes (no hay ninguna)' };
      const name = quote(persistence.write);
      const found = { en: `no probe named ${name}`, es: `que no hay petición llamada ${name}` };
      mistake(['persistence', 'write'], 'value', found, names.length === 0 ? none : oneOf(persistence.write, names));
    }
    checkRequest(persistence.read, ['persistence', 'read', 'request'], {
      en: 'saved by a probe',
      es: 'que guarde una petición',
    });
  }
  for (const id of rubric) {
    if (graders.includes(id)) continue;
    const found = { en: `no grader named ${quote(id)}`, es: `que no hay corrector llamado ${quote(id)}` };
    mistake(['rubric', id], 'key', found, oneOf(id, graders));
  }
  if (late && due === undefined) {
    mistake(
      ['late'],
      'key',
      { en: '"late" without "due"', es: '"late" sin "due"' },
      { en: 'a "due" date from which days count', es: 'una fecha "due" desde la que se cuenten los días' },
    );
  }
  return mistakes;

  function checkRequest({ request, expect }: Pick<Probe, 'request' | 'expect'>, path: Path, saver: Text): void {
    if (request.json !== undefined && request.body !== undefined) {
      mistake(
        [...path, 'body'],
        'key',
        { en: 'both "json" and "body"', es: '"json" y "body" a la vez' },
        { en: 'one of them', es: 'uno de los dos' },
      );
    }
    for (const name of variablesIn([request, expect])) {
      if (saved.has(name)) continue;
      mistake(
        path,
        'key',
        { en: `the variable \${${name}}`, es: `la variable \${${name}}` },
        { en: `\${nonce} or a variable ${saver.en}`, es: `\${nonce} o una variable ${saver.es}` },
      );
    }
  }
}

function oneOf(word: string, known: readonly string[]): Text {
  const near = nearest(word, known);
  if (near) return same(quote(near));
  return { en: `one of ${known.join(', ')}`, es: `uno de ${known.join(', ')}` };
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
