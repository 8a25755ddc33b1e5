import { describe, expect, test } from 'vitest';
import { parseRoster } from '../../../src/service/roster/parse.ts';

const ADA = { name: 'Ada Lovelace', email: 'ada@example.com', github: 'ada' };
const GRACE = { name: 'Grace Hopper', email: 'grace@example.com', github: null };

describe('a roster is read', () => {
  test.each([
    ['as it is', 'name,email,github\nAda Lovelace,ada@example.com,ada\nGrace Hopper,grace@example.com,\n'],
    [
      'with a byte order mark',
      '\uFEFFname,email,github\nAda Lovelace,ada@example.com,ada\nGrace Hopper,grace@example.com,\n',
    ],
    ['with CRLF', 'name,email,github\r\nAda Lovelace,ada@example.com,ada\r\nGrace Hopper,grace@example.com,\r\n'],
    [
      'with the line ends of old Macs',
      'name,email,github\rAda Lovelace,ada@example.com,ada\rGrace Hopper,grace@example.com,',
    ],
    [
      'with semicolons, as Spanish spreadsheets write it',
      'nombre;correo;github\nAda Lovelace;ada@example.com;ada\nGrace Hopper;grace@example.com;\n',
    ],
    ['with tabs', 'name\temail\tgithub\nAda Lovelace\tada@example.com\tada\nGrace Hopper\tgrace@example.com\t\n'],
    [
      'with quotes',
      '"name","email","github"\n"Ada Lovelace","ada@example.com","ada"\n"Grace Hopper","grace@example.com",""\n',
    ],
    [
      'with columns in another order',
      'github,email,name\nada,ada@example.com,Ada Lovelace\n,grace@example.com,Grace Hopper\n',
    ],
    [
      'with white space and capitals',
      ' Name , EMAIL,GitHub\n  Ada   Lovelace ,ADA@Example.com, Ada\nGrace Hopper,grace@example.com,  \n',
    ],
    [
      'without a line end, with empty lines',
      '\nname,email,github\n\nAda Lovelace,ada@example.com,ada\n,,\nGrace Hopper,grace@example.com',
    ],
    [
      'with empty columns, as spreadsheets leave them',
      'name;email;github;;\nAda Lovelace;ada@example.com;ada;;\nGrace Hopper;grace@example.com;;;\n',
    ],
    [
      'with a line break in a quoted name',
      'name,email,github\n"Ada\r\nLovelace",ada@example.com,ada\nGrace Hopper,grace@example.com,\n',
    ],
  ])('%s', (_name, csv) => {
    expect(plain(csv)).toEqual([ADA, GRACE]);
    expect(plain(Buffer.from(csv))).toEqual([ADA, GRACE]);
  });

  test('without the column github', () => {
    expect(plain('correo,nombre\ngrace@example.com,Grace Hopper')).toEqual([GRACE]);
  });

  test('with a quoted delimiter, doubled quotes and letters of other languages', () => {
    const csv = 'name,email\n"Muñoz, José ""Pepe""",pepe@example.com\nЖанна,z@example.com\n';
    expect(plain(csv).map(({ name }) => name)).toEqual(['Muñoz, José "Pepe"', 'Жанна']);
  });

  test('with each letter written in one way', () => {
    expect(plain('name,email\nJose\u0301,j@example.com')[0]?.name).toBe('José');
  });

  test('10,000 students are read', () => {
    const rows = Array.from({ length: 10_000 }, (_, i) => `Student ${i},s${i}@example.com,login-${i}`);
    expect(plain(`name,email,github\n${rows.join('\n')}`)).toHaveLength(10_000);
  });
});

function plain(csv: string | Uint8Array) {
  return parseRoster(csv).map(({ name, email, github }) => ({ name, email, github }));
}
