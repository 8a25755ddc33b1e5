import { expect, test } from 'vitest';
import secretsOutsideTheFile from '../../graders/compose/secrets-outside-the-file.ts';
import { evidenceWith, goodEvidence, serviceNamed, variable } from './evidence.ts';
import { testGrader } from './grader-table.ts';

const literal = evidenceWith((evidence) => {
  const secret = { ...variable('POSTGRES_PASSWORD', 'hunter2', 17), secret: true };
  serviceNamed(evidence, 'db').environment = [variable('POSTGRES_USER', 'users', 16), secret];
});

testGrader(secretsOutsideTheFile, {
  passes: [
    { name: 'the value comes from outside', evidence: goodEvidence() },
    {
      name: 'there is no secret',
      evidence: evidenceWith(({ resolve }) => {
        for (const service of resolve.services) service.environment = [];
      }),
    },
  ],
  fails: [
    {
      name: 'a password is written in the file',
      evidence: literal,
      verdict: 'fail',
      message: { en: /written in the Compose file for: POSTGRES_PASSWORD/, es: /está escrito en el archivo/ },
      remedy: /POSTGRES_PASSWORD: \$\{POSTGRES_PASSWORD\}/,
      where: { file: 'docker-compose.yml', line: 17 },
    },
    {
      name: 'the Compose file cannot be read',
      evidence: evidenceWith(({ resolve }) => {
        resolve.compose.outcome = 'invalid';
      }),
      verdict: 'blocked',
      by: 'compose-present',
      message: { en: /no Compose file/ },
    },
  ],
});

test('secrets-outside-the-file never repeats the secret', () => {
  expect(JSON.stringify(secretsOutsideTheFile.judge(literal))).not.toContain('hunter2');
});
