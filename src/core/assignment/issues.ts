import type { z } from 'zod';
import { nearest } from '../nearest.ts';
import { type Mistake, pathText, quote, valueText } from './mistake.ts';
import type { Source } from './source.ts';

type Issue = z.core.$ZodIssue;

/** What a schema found, in words and with places in the file. `keysOf` names the keys that are known at a path. */
export function issueMistakes(
  issues: readonly Issue[],
  source: Source,
  keysOf: (path: readonly PropertyKey[]) => readonly string[],
): Mistake[] {
  return issues.flatMap((issue) => mistakesOf(issue, issue.path));

  function mistakesOf(issue: Issue, path: readonly PropertyKey[]): Mistake[] {
    if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => unknownKey([...path, key]));
    if (issue.code === 'invalid_union') {
      const branch = closest(issue.errors);
      if (branch) return branch.flatMap((inner) => mistakesOf(inner, [...path, ...inner.path]));
    }
    const value = at(source.value, path);
    const what = issue.code === 'invalid_key' ? 'key' : 'value';
    const found =
      value === undefined ? `no ${quote(String(path.at(-1)))}` : valueText(what === 'key' ? path.at(-1) : value);
    const holder = value === undefined ? path.slice(0, -1) : path;
    return [{ ...source.placeOf(holder, what), path: pathText(holder), found, expected: expectation(issue, value) }];
  }

  function unknownKey(path: readonly PropertyKey[]): Mistake {
    const key = String(path.at(-1));
    const holder = path.slice(0, -1);
    const known = keysOf(holder);
    const near = nearest(key, known);
    const expected = near ? quote(near) : `one of ${known.join(', ')}`;
    return { ...source.placeOf(path, 'key'), path: pathText(holder), found: `the unknown key ${quote(key)}`, expected };
  }
}

/** The branch of a union that was meant: the one whose type fits. */
function closest(branches: readonly (readonly Issue[])[]): readonly Issue[] | undefined {
  return branches.find((issues) => !issues.some(({ code, path }) => code === 'invalid_type' && path.length === 0));
}

function at(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (inner, part) => (inner as Record<PropertyKey, unknown> | null | undefined)?.[part],
    value,
  );
}

const TYPES: Record<string, string> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a mapping (key: value)',
  record: 'a mapping (key: value)',
};

function expectation(issue: Issue, value: unknown): string {
  switch (issue.code) {
    case 'invalid_type':
      // What the schema says itself, such as "a duration", is nearer to the point than the type.
      return issue.message.startsWith('Invalid input') ? (TYPES[issue.expected] ?? issue.expected) : issue.message;
    case 'invalid_value': {
      const near = typeof value === 'string' ? nearest(value, issue.values.map(String)) : undefined;
      return near ? quote(near) : `one of ${issue.values.join(', ')}`;
    }
    case 'invalid_union':
      return [...new Set(issue.errors.flat().map((inner) => expectation(inner, undefined)))].join(' or ');
    case 'invalid_key':
      return issue.issues.map((inner) => expectation(inner as Issue, undefined)).join(' and ');
    case 'too_small':
    case 'too_big':
      return bound(issue);
    case 'invalid_format':
      return issue.format === 'starts_with' && 'prefix' in issue
        ? `text that begins with ${quote(String(issue.prefix))}`
        : issue.message;
    default:
      return issue.message;
  }
}

function bound(issue: Extract<Issue, { code: 'too_small' | 'too_big' }>): string {
  const [limit, word] =
    issue.code === 'too_small'
      ? [issue.minimum, issue.inclusive === false ? 'more than' : 'at least']
      : [issue.maximum, issue.inclusive === false ? 'less than' : 'at most'];
  if (issue.origin === 'string') return limit === 1 ? 'text that is not empty' : `${word} ${limit} characters`;
  if (issue.origin === 'array') return `a list with ${word} ${limit} ${limit === 1 ? 'entry' : 'entries'}`;
  return `${word} ${limit}`;
}
