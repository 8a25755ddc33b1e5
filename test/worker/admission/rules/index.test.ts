import { readdir, readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import {
  buildRules,
  fileRules,
  networkRules,
  RULE_IDS,
  rootRules,
  serviceRules,
  volumeRules,
} from '../../../../worker/admission/rules/index.ts';
import { buildKeys, composeSchema, keysOf } from '../support/schema.ts';

const FOLDER = 'worker/admission/rules';
/** Keys of newer and of very old Compose files, which the installed Compose does not know. */
const OTHER_SERVICE_KEYS = ['pre_start', 'net', 'log_driver', 'log_opt', 'dockerfile'];

describe('every key has exactly one rule', () => {
  test('the keys that the installed Compose knows, and no others', async ({ signal }) => {
    const schema = await composeSchema(signal);
    const parts = [
      { rules: rootRules, keys: Object.keys(schema.properties) },
      { rules: serviceRules, keys: [...keysOf(schema, 'service'), ...OTHER_SERVICE_KEYS] },
      { rules: buildRules, keys: [...buildKeys(schema), 'no_cache_filter'] },
      { rules: networkRules, keys: keysOf(schema, 'network') },
      { rules: volumeRules, keys: keysOf(schema, 'volume') },
      { rules: fileRules, keys: [...new Set([...keysOf(schema, 'secret'), ...keysOf(schema, 'config')])] },
    ];
    for (const { rules, keys } of parts) {
      expect(keys.length).toBeGreaterThan(4);
      expect(rules.flatMap((rule) => [...rule.keys]).toSorted()).toEqual(keys.toSorted());
    }
  });
});

describe('the registry', () => {
  test('holds each rule file once, under the name of the file', async () => {
    const names = [...(await readdir(FOLDER)), ...(await readdir(`${FOLDER}/build`))];
    const ids = names.filter((name) => name.endsWith('.ts') && !['index.ts', 'rule.ts'].includes(name));
    expect(RULE_IDS).toEqual(expect.arrayContaining(ids.map((name) => name.replace('.ts', ''))));
    expect(new Set(RULE_IDS).size).toBe(RULE_IDS.length);
  });

  test('is what docs/admission.md explains, id by id', async () => {
    const text = await readFile('docs/admission.md', 'utf8');
    const explained = [...text.matchAll(/^\| `([a-z-]+)` \|/gm)].map(([, id]) => id);
    expect(explained.toSorted()).toEqual(RULE_IDS.toSorted());
  });
});
