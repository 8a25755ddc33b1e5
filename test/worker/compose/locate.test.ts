import { expect, test } from 'vitest';
import { locator } from '../../../worker/compose/locate.ts';

const main = `services:
  web:
    build: .
    ports:
      - "3000:3000"
      - "9229:9229"
    environment:
      - PASSWORD=example
      - PLAIN
  db: &db
    image: postgres:15
  other:
    <<: *db
    restart: always
`;
const override = `services:
  web:
    ports: ["4000:3000"]
`;
const one = locator([{ file: 'compose.yml', text: main }]);
const two = locator([
  { file: 'compose.yml', text: main },
  { file: 'compose.override.yml', text: override },
]);

test('A key is found on its line', () => {
  expect(one.where(['services', 'db', 'image'])).toEqual({ file: 'compose.yml', line: 11 });
});

test('An item of a list is found on its line', () => {
  expect(one.where(['services', 'web', 'ports', 1])).toEqual({ file: 'compose.yml', line: 6 });
});

test('What only an override says is found there', () => {
  expect(two.where(['services', 'web', 'ports', 0])).toEqual({ file: 'compose.override.yml', line: 3 });
});

test('What an override does not say is found in the main file', () => {
  expect(two.where(['services', 'db', 'image'])).toEqual({ file: 'compose.yml', line: 11 });
});

test('What is written nowhere is placed at its nearest parent', () => {
  expect(one.where(['services', 'web', 'healthcheck', 'test'])).toEqual({ file: 'compose.yml', line: 2 });
});

test('A key that came by a merge is placed where it is written', () => {
  expect(one.where(['services', 'other', 'image'])).toEqual({ file: 'compose.yml', line: 11 });
});

test('Values are given as they are written, before interpolation', () => {
  const { written } = locator([{ file: 'c.yml', text: 'services:\n  a:\n    image: "x:${TAG:-1}"\n' }]);
  expect(written(['services', 'a', 'image'])).toBe('x:${TAG:-1}');
});

test('A whole list is given as plain data', () => {
  expect(one.written(['services', 'web', 'environment'])).toEqual(['PASSWORD=example', 'PLAIN']);
});

test('An entry is found by the words that it holds', () => {
  expect(one.where(['services', 'web', 'ports', { has: '9229' }])).toEqual({ file: 'compose.yml', line: 6 });
});

test('The first mistake of syntax has its line', () => {
  expect(locator([{ file: 'c.yml', text: 'services:\n  web:\n    image: x\n   ports: 3\n' }]).mistake()).toEqual({
    file: 'c.yml',
    line: 4,
  });
  expect(one.mistake()).toBeNull();
});
