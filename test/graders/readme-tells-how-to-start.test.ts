import readmeTellsHowToStart from '../../graders/delivery/readme-tells-how-to-start.ts';
import type { DeliveryFacts } from '../../src/core/evidence/index.ts';
import { evidenceWith, goodEvidence } from './evidence.ts';
import { testGrader } from './grader-table.ts';
import { NO_COMPOSE } from './rows.ts';

testGrader(readmeTellsHowToStart, {
  passes: [
    { name: 'the README names it', evidence: goodEvidence(), message: /README\.md names the command/ },
    {
      name: 'the second README names it',
      evidence: readmes([
        { file: 'README.md', commands: [] },
        { file: 'docs/README.md', commands: [{ line: 3, text: 'docker compose up' }] },
      ]),
      message: /docs\/README\.md/,
    },
  ],
  fails: [
    {
      name: 'there is no README',
      evidence: readmes([]),
      verdict: 'fail',
      message: { en: /has no README/, es: /no tiene README/ },
      remedy: /`README\.md`[\s\S]*docker compose up --build$/,
      where: null,
    },
    {
      name: 'the README names no such command, and the Compose file lies in a folder',
      evidence: evidenceWith(({ resolve }) => {
        resolve.compose.files = ['deploy/docker-compose.yml'];
        if (resolve.delivery) resolve.delivery.readmes = [{ file: 'README.md', commands: [] }];
      }),
      verdict: 'fail',
      message: { en: /README\.md does not name/ },
      remedy: /docker compose -f deploy\/docker-compose\.yml up --build$/,
      where: { file: 'README.md' },
    },
    NO_COMPOSE,
  ],
});

function readmes(list: DeliveryFacts['readmes']) {
  return evidenceWith(({ resolve }) => {
    if (resolve.delivery) resolve.delivery.readmes = list;
  });
}
