import { expect, test } from 'vitest';
import { admitted } from './support/compose.ts';
import { REWRITES } from './support/rewrites.ts';

const FILES = { Dockerfile: 'FROM scratch\n', 'sub/file.txt': 'x', 'init.sql': '' };

test.for(REWRITES)('$name', async ({ service, top = '', becomes, notes = [], input }, { signal }) => {
  const base = /^(build|image):/.test(service) ? '' : '    image: postgres:16\n';
  const db = '  db:\n    image: postgres:16\n    healthcheck: { test: "true" }\n';
  const text = `services:\n  app:\n${base}    ${service}\n${db}${top}`;
  const { model, notes: given } = await admitted({ ...FILES, 'compose.yaml': text }, signal, input);
  const app = { ...model.services.app };
  const seen = Object.fromEntries(Object.keys(becomes).map((key) => [key, app[key as keyof typeof app]]));
  expect(seen).toMatchObject(becomes);
  expect(given.map((note) => note.rule)).toEqual(notes);
  for (const { where } of given) {
    const line = text.split('\n')[(where.line ?? 0) - 1] ?? '';
    expect(line.trim()).not.toBe('');
    expect(line).not.toContain('image: postgres');
  }
});
