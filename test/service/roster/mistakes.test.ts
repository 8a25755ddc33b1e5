import { describe, expect, test } from 'vitest';
import { DockgradeError } from '../../../src/core/errors.ts';
import { parseRoster } from '../../../src/service/roster/parse.ts';

describe('each mistake of a roster has its line, its column and what was expected', () => {
  test.each<[string, string | Uint8Array, { where: string; message: string }[]]>([
    [
      'no column email',
      'name,github\nAda,ada',
      [
        {
          where: 'line 1, column 1',
          message: 'found no column "email", expected "email" or "correo" in the first line',
        },
      ],
    ],
    [
      'no header row at all',
      'Ada,ada@example.com\nGrace,grace@example.com',
      [
        {
          where: 'line 1, column 1',
          message: 'found the unknown column "Ada", expected one of name, nombre, email, correo, github',
        },
        { where: 'line 1, column 1', message: 'found no column "name", expected "name" or "nombre" in the first line' },
        {
          where: 'line 1, column 1',
          message: 'found no column "email", expected "email" or "correo" in the first line',
        },
        {
          where: 'line 1, column 2',
          message: 'found the unknown column "ada@example.com", expected one of name, nombre, email, correo, github',
        },
      ],
    ],
    [
      'an unknown column',
      'name,email,phone\nAda,ada@example.com,1',
      [
        {
          where: 'line 1, column 3',
          message: 'found the unknown column "phone", expected one of name, nombre, email, correo, github',
        },
      ],
    ],
    [
      'a column that is written wrong',
      'name,email,gihub\nAda,ada@example.com,ada',
      [{ where: 'line 1, column 3', message: 'found the unknown column "gihub", expected "github"' }],
    ],
    [
      'two columns for the same',
      'name,email,correo\nAda,ada@example.com,ada@example.com',
      [{ where: 'line 1, column 3', message: 'found a second column for email, expected each column once' }],
    ],
    [
      'cells that are missing',
      'name,email,github\n,ada@example.com,\nGrace\n',
      [
        { where: 'line 2, column 1', message: 'found no name, expected the name of a student' },
        { where: 'line 3, column 2', message: 'found no email, expected an address such as ada@example.com' },
      ],
    ],
    [
      'a cell too many',
      'name,email\nAda,ada@example.com,ada',
      [{ where: 'line 2, column 3', message: 'found "ada" in a column without a name, expected nothing' }],
    ],
    [
      'a wrong email',
      'name,email\nAda,ada@example',
      [{ where: 'line 2, column 2', message: 'found "ada@example", expected an address such as ada@example.com' }],
    ],
    [
      'an email without end',
      `name,email\nAda,${'a@'.repeat(50_000)}`,
      [
        {
          where: 'line 2, column 2',
          message: `found "${'a@'.repeat(30)}…", expected an address such as ada@example.com`,
        },
      ],
    ],
    [
      'a wrong GitHub login',
      'github,name,email\nhttps://github.com/ada,Ada,ada@example.com\n-x,Grace,grace@example.com',
      [
        {
          where: 'line 2, column 1',
          message: 'found "https://github.com/ada", expected a GitHub user name such as octocat, or nothing',
        },
        { where: 'line 3, column 1', message: 'found "-x", expected a GitHub user name such as octocat, or nothing' },
      ],
    ],
    [
      'a name that turns the direction of writing',
      'name,email\nAda\u202eecalevoL,ada@example.com',
      [
        {
          where: 'line 2, column 1',
          message: 'found "Ada\\u202eecalevoL", expected a name of at most 254 visible characters',
        },
      ],
    ],
    [
      'an email and a login that come twice, after a name of two lines and an empty line',
      'name,email,github\n"Ada\nLovelace",ada@example.com,ada\n\nGrace,ADA@example.com,grace\nLinus,linus@example.com,Ada\n',
      [
        {
          where: 'line 5, column 2',
          message: 'found "ada@example.com" a second time, expected each email once: it is on line 2 already',
        },
        {
          where: 'line 6, column 3',
          message: 'found "ada" a second time, expected each github once: it is on line 2 already',
        },
      ],
    ],
    [
      'nothing',
      '',
      [
        {
          where: 'line 1, column 1',
          message: 'found an empty file, expected a line "name,email,github" and one student a line',
        },
      ],
    ],
    [
      'white space alone',
      ' \n \n',
      [
        {
          where: 'line 1, column 1',
          message: 'found an empty file, expected a line "name,email,github" and one student a line',
        },
      ],
    ],
    ['no student', 'name,email\n', [{ where: 'line 2, column 1', message: 'found no student, expected one a line' }]],
    [
      'a quote that is never closed',
      'name,email\nAda,ada@example.com\n"Grace,grace@example.com\nLinus,linus@example.com\n',
      [
        {
          where: 'line 3, column 1',
          message: 'found a quote that is never closed, expected a second quote at the end of the cell',
        },
      ],
    ],
    [
      'text after a quote',
      'name,email\n"Ada" Lovelace,ada@example.com\n',
      [
        {
          where: 'line 2, column 1',
          message: 'found text after the quote that ends a cell, expected quotes inside of quotes doubled ("")',
        },
      ],
    ],
    [
      'a quote in the middle',
      'name,email\nAda "the first" Lovelace,ada@example.com\n',
      [
        {
          where: 'line 2, column 1',
          message:
            'found a quote in the middle of a cell, expected quotes around the whole cell, those inside doubled ("")',
        },
      ],
    ],
    [
      'the encoding of old spreadsheets',
      Buffer.from('nombre;correo\nMuñoz;m@example.com', 'latin1'),
      [
        {
          where: 'line 1, column 1',
          message:
            'found bytes that are no UTF-8 text, expected a file in UTF-8: spreadsheets call it "CSV UTF-8" when they save it',
        },
      ],
    ],
    [
      'UTF-16',
      Buffer.from('\uFEFFname,email\nAda,ada@example.com', 'utf16le'),
      [
        {
          where: 'line 1, column 1',
          message:
            'found bytes that are no UTF-8 text, expected a file in UTF-8: spreadsheets call it "CSV UTF-8" when they save it',
        },
      ],
    ],
    [
      'more than 10,000 students',
      `name,email\n${Array.from({ length: 10_001 }, (_, i) => `S,s${i}@example.com`).join('\n')}`,
      [{ where: 'line 10002, column 1', message: 'found 10001 students, expected at most 10000' }],
    ],
    [
      'more than 2 MiB',
      `name,email\n${'x'.repeat(2 * 1024 * 1024)}`,
      [{ where: 'line 1, column 1', message: 'found 2.0 MiB, expected a file of at most 2 MiB' }],
    ],
  ])('%s', (_name, csv, mistakes) => {
    const error = refusal(csv);
    expect(error.errors).toEqual(mistakes);
    for (const { where, message } of mistakes) expect(error.message).toContain(`  ${where}: ${message}`);
  });

  test('many at once are counted, and the first hundred shown', () => {
    const error = refusal(`name,email\n${'Ada,wrong\n'.repeat(5000)}`);
    expect(error.message).toContain('the roster has 9999 mistakes; nothing was changed\n');
    expect(error.message).toMatch(/\n {2}and 9899 more$/);
    expect(error.errors).toHaveLength(100);
  });
});

function refusal(csv: string | Uint8Array): DockgradeError {
  try {
    parseRoster(csv);
  } catch (error) {
    if (error instanceof DockgradeError && error.code === 'roster-invalid') return error;
    throw error;
  }
  throw new Error('the roster was taken');
}
