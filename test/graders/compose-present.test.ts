import composePresent from '../../graders/compose/compose-present.ts';
import { evidenceWith, goodEvidence } from './evidence.ts';
import { testGrader } from './grader-table.ts';

testGrader(composePresent, {
  passes: [
    { name: 'Compose can load it', evidence: goodEvidence(), message: /docker-compose\.yml describes 2 services/ },
    {
      name: 'an example takes the place of a file that is rightly not in git',
      evidence: lacking('example', '.env.example'),
      message: /a copy of its example was used: \.env \(\.env\.example\)/,
    },
  ],
  fails: [
    {
      name: 'it asks for a file that nobody has, and an empty one took its place',
      evidence: lacking('nobody', null),
      verdict: 'fail',
      message: { en: /asks for \.env, which is not in the repository.*empty file/, es: /archivo vacío/ },
      remedy: /\.env\.example/,
      where: { file: 'docker-compose.yml', line: 6 },
    },
    {
      name: 'there is none',
      evidence: evidenceWith(({ resolve }) => {
        Object.assign(resolve.compose, { outcome: 'missing', files: [] });
      }),
      verdict: 'fail',
      message: { en: /no Compose file in the repository/, es: /No hay ningún archivo de Compose/ },
      where: null,
    },
    {
      name: 'it is in a folder where Compose does not look',
      evidence: evidenceWith(({ resolve }) => {
        Object.assign(resolve.compose, { outcome: 'missing', files: [], elsewhere: ['docker/compose.yml'] });
      }),
      verdict: 'fail',
      message: { en: /there is one at docker\/compose\.yml/ },
      where: { file: 'docker/compose.yml' },
    },
    {
      name: 'it does not parse',
      evidence: evidenceWith(({ resolve }) => {
        Object.assign(resolve.compose, {
          outcome: 'invalid',
          message: 'yaml: line 4: found character that cannot start any token',
          where: { file: 'docker-compose.yml', line: 4 },
        });
      }),
      verdict: 'fail',
      message: { en: /cannot load docker-compose\.yml/ },
      where: { file: 'docker-compose.yml', line: 4 },
    },
    {
      name: 'it asks for a file that nobody supplies',
      evidence: evidenceWith(({ resolve }) => {
        const where = { file: 'docker-compose.yml', line: 6 };
        Object.assign(resolve.compose, { outcome: 'invalid', message: 'env file .env.dev not found' });
        resolve.missingFiles = [{ path: '.env.dev', suppliedBy: 'nobody', from: null, where }];
      }),
      verdict: 'fail',
      message: { en: /asks for \.env\.dev/ },
      remedy: /\.env\.dev\.example/,
      where: { file: 'docker-compose.yml', line: 6 },
    },
  ],
});

function lacking(suppliedBy: 'example' | 'nobody', from: string | null) {
  return evidenceWith(({ resolve }) => {
    resolve.missingFiles = [{ path: '.env', suppliedBy, from, where: { file: 'docker-compose.yml', line: 6 } }];
  });
}
